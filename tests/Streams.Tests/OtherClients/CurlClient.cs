using System.Diagnostics;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>curl, started again with the last id that it has printed.</summary>
internal sealed class CurlClient : OtherClient
{
    private readonly Task _reading;
    private Process? _process;
    private volatile bool _stopping;

    public CurlClient(Uri stream) => _reading = ReadAsync(stream);

    public override async ValueTask DisposeAsync()
    {
        _stopping = true;
        _process?.Kill();
        await _reading;
    }

    private async Task ReadAsync(Uri stream)
    {
        string[] resume = [];
        while (!_stopping)
        {
            _process = Programs.Start("curl", ["--no-buffer", "--silent", stream.ToString(), .. resume]);
            var parser = new EventParser();
            var buffer = new byte[4096];
            while (await _process.StandardOutput.BaseStream.ReadAsync(buffer) is > 0 and var read)
            {
                foreach (var received in parser.Feed(buffer.AsSpan(0, read)))
                {
                    Receive(received.Id, received.Type, received.Data);
                    resume = ["--header", $"Last-Event-ID: {received.Id}"];
                }
            }

            await _process.WaitForExitAsync();
        }
    }
}
