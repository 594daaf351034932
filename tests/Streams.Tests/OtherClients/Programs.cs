using System.Diagnostics;
using System.IO;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>Programs that tests drive where they are installed.</summary>
internal static class Programs
{
    /// <returns>The file; skips the test when there is none.</returns>
    public static string Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var file = folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(file is null, $"{program} is not installed.");
        return file!;
    }

    public static Process Start(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        return Process.Start(start)!;
    }

    /// <summary>Ends what is still running, together with its children.</summary>
    public static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
