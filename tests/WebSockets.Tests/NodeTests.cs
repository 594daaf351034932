using System.Diagnostics;
using System.IO;

namespace Dots.WebSockets.Tests;

/// <summary>The package <c>ws</c> of npm, which is what clients in JavaScript outside of browsers use.</summary>
[TransportOnly]
public sealed class NodeTests
{
    private const string Id = "63b76319-68ef-4412-9dd4-bb2a13315ee2";

    [Fact]
    public async Task Client_ReadsActivityActionAndData_AndTheCloseCode()
    {
        Assert.SkipUnless(Programs.IsInstalled("node"), "node is not installed.");
        await InstallAsync();
        await using var app = await DotsApp.StartAsync();
        var process = Programs.Start("node", "node/listen.mjs", $"ws://127.0.0.1:{app.Address.Port}/ws/activities/{Id}/");
        try
        {
            (await ReadLineAsync(process)).Should().Be("open");
            await app.AppendAsync(
                "activity_updated",
                $$"""{"id":102,"event":"activity_updated","activity_id":"{{Id}}","action":"updated","data":{"name":"Kropki łączone"} }""",
                $"activities/{Id}");
            (await ReadLineAsync(process)).Should().Be($$"""Activity {{Id}} updated: {"name":"Kropki łączone"}""");

            await app.StopAsync();
            (await ReadLineAsync(process)).Should().Be("closed 1001");
            await process.WaitForExitAsync().WaitAsync(Waiting.Timeout);
            process.ExitCode.Should().Be(0);
        }
        finally
        {
            await Programs.EndAsync(process);
        }
    }

    private static async Task<string?> ReadLineAsync(Process process) => await process.StandardOutput.ReadLineAsync().WaitAsync(Waiting.Timeout);

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "node/node_modules/ws")))
        {
            return;
        }

        var npm = Programs.Start("npm", "ci", "--prefix", "node", "--no-audit", "--no-fund", "--loglevel=error");
        var output = await npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        npm.ExitCode.Should().Be(0, "npm ci installs what the lock file names, but: {0}", output);
        await Programs.EndAsync(npm);
    }
}
