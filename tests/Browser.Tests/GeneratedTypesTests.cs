using System.ComponentModel;
using System.Diagnostics;

namespace Dots.Browser.Tests;

public sealed class GeneratedTypesTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Schema_MatchesTheServersDescription_WhenItIsRegenerated()
    {
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { "generate/generate.mjs", "--check", new Uri(site.Address, "/openapi/v1.json").ToString() },
            WorkingDirectory = DotsSite.ClientAppRoot,
            RedirectStandardError = true,
        };
        using var node = TryStart(start);
        Assert.SkipUnless(node is not null, "Node.js was not found: install nodejs.");
        var errors = await node!.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();

        errors.Should().BeEmpty();
        node.ExitCode.Should().Be(0);
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
