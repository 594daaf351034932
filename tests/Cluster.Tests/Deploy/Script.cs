using System.Diagnostics;

namespace Dots.Cluster.Tests.Deploy;

/// <summary>Runs a script of the deploy folder.</summary>
internal static class Script
{
    /// <returns>The last line of its standard output.</returns>
    /// <exception cref="InvalidOperationException">The script failed; the message has its standard error.</exception>
    public static async Task<string> RunAsync(string script, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [DeployFolder.PathOf(script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTS_ENV"] = "/dev/null" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Waiting.Timeout);
        return process.ExitCode == 0
            ? (await output).TrimEnd().Split('\n')[^1]
            : throw new InvalidOperationException($"{script} failed: {(await errors).Trim()}");
    }
}
