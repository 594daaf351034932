using System.Runtime.InteropServices;

namespace Dots.Infrastructure.Common;

/// <summary>Lowers the priority of threads.</summary>
internal static partial class LowThreadPriority
{
    /// <summary>
    /// What Linux calls niceness: 10 has a tenth of the weight of 0. With 19 it would be a seventieth, and a thread that is interrupted within one
    /// of the runtime's locks, or while it collects garbage, might hold everybody up for as long as another process needs the core.
    /// </summary>
    public const int Niceness = 10;

    // PRIO_PROCESS with the id 0: the calling thread. POSIX means the whole process, but Linux has a niceness for each thread (setpriority(2)).
    private const int PrioProcess = 0;
    private const int CallingThread = 0;

    /// <summary>Lowers the priority of the calling thread for the rest of its life. Has no effect where the system does not support it.</summary>
    public static void Apply()
    {
        if (OperatingSystem.IsLinux())
        {
            // Every thread may be made nicer. A sandbox that refuses the call leaves the thread as it was.
            _ = SetPriority(PrioProcess, CallingThread, Niceness);
        }
        else
        {
            // Without effect on Linux, and on Windows it can be interrupted at any time just as well.
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int niceness);
}
