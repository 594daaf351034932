using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dots.Cluster.Tests.Servers;

/// <summary>POSIX signals to another process.</summary>
internal static class Signal
{
    private const int Stop = 19;
    private const int Continue = 18;

    /// <summary>Suspends the process (SIGSTOP).</summary>
    public static void Pause(Process process) => Send(process, Stop);

    public static void Resume(Process process) => Send(process, Continue);

    private static void Send(Process process, int signal)
    {
        if (Kill(process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Process {process.Id} took no signal: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
