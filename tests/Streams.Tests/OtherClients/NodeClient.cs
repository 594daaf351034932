using System.Diagnostics;
using System.IO;
using System.Text.Json;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>The package <c>eventsource</c> of npm, which reconnects by itself.</summary>
internal sealed class NodeClient : OtherClient
{
    private readonly Process _process;
    private readonly Task _reading;

    private NodeClient(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public static async Task<NodeClient> StartAsync(Uri stream, IEnumerable<string> types)
    {
        await InstallAsync();
        return new NodeClient(Programs.Start("node", ["node/listen.mjs", stream.ToString(), .. types]));
    }

    public override async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _reading;
        await Programs.EndAsync(_process);
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "node/node_modules/eventsource")))
        {
            return;
        }

        var npm = Programs.Start("npm", "ci", "--prefix", "node", "--no-audit", "--no-fund", "--loglevel=error");
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        npm.ExitCode.Should().Be(0, "npm ci installs what the lock file names, but: {0}", output);
        await Programs.EndAsync(npm);
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var e = JsonElement.Parse(line);
            Receive(e.GetProperty("id").GetString()!, e.GetProperty("type").GetString()!, e.GetProperty("data").GetString()!);
        }
    }
}
