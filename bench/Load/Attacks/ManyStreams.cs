using System.Net.Sockets;

namespace Dots.Bench.Load.Attacks;

/// <summary>Holds anonymous streams, more than the server may have open files, and replaces those that it closes.</summary>
internal sealed class ManyStreams : Attack
{
    private const int Streams = 600;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public override Task RunAsync(Attacker attacker, CancellationToken stop) =>
        attacker.RepeatAsync(Streams, _ => HoldAsync(attacker, stop), stop);

    private static async Task HoldAsync(Attacker attacker, CancellationToken stop)
    {
        try
        {
            using var stream = await attacker.SendWithoutReadingAsync("/sse/notifications", stop);
            var buffer = new byte[4096];
            while (await stream.ReceiveAsync(buffer, stop) > 0)
            {
            }

            attacker.Count("closed");
        }
        catch (SocketException)
        {
            attacker.Count("reset");
        }

        await Task.Delay(Pause, stop);
    }
}
