namespace Dots.Bench.Load.Attacks;

/// <summary>Replaces one file of 1 MiB over and over, while an upload is begun and held.</summary>
internal sealed class FileReplacements : Attack
{
    private const int Bytes = 1024 * 1024;
    private const int Connections = 3;

    public override Task PrepareAsync(Attacker attacker) => attacker.CreateActivityAsync(Activity, "Files");

    public override Task RunAsync(Attacker attacker, CancellationToken stop) => Task.WhenAll(
        attacker.RepeatAsync(Connections, _ => UploadAsync(attacker, "replaced.bin", new ByteArrayContent(new byte[Bytes]), stop), stop),
        attacker.RepeatAsync(1, _ => UploadAsync(attacker, "held.bin", new HeldContent(Bytes, stop), stop), stop));

    private static async Task UploadAsync(Attacker attacker, string name, HttpContent content, CancellationToken stop)
    {
        using (content)
        {
            await attacker.CountAsync(attacker.Http.PutAsync($"{ActivityPath}/files/{name}", content, stop));
        }
    }

    /// <summary>A body whose second half is never sent.</summary>
    private sealed class HeldContent(int bytes, CancellationToken stop) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(System.IO.Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(new byte[bytes / 2], stop);
            await stream.FlushAsync(stop);
            await Task.Delay(Timeout.Infinite, stop);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return true;
        }
    }
}
