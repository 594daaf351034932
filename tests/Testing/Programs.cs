using System.Diagnostics;
using System.IO;

namespace Dots.Testing;

/// <summary>Programs that tests drive where they are installed.</summary>
public static class Programs
{
    public static bool IsInstalled(string program) => Find(program) is not null;

    /// <returns>The file; null when the program is not installed.</returns>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    public static Process Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
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
