using System.Runtime.InteropServices;

namespace Dots.Infrastructure.Common;

/// <summary>Lowers the priority of threads.</summary>
internal static partial class LowThreadPriority
{
    // PRIO_PROCESS with the id 0: the calling thread. POSIX means the whole process, but Linux has a niceness for each thread (setpriority(2)).
    private const int PrioProcess = 0;
    private const int CallingThread = 0;

    /// <summary>Lowers the priority of the calling thread for the rest of its life. Has no effect where the system does not support it.</summary>
    /// <param name="niceness">See <see cref="LowPriorityOptions.Niceness"/>.</param>
    public static void Apply(int niceness)
    {
        if (niceness == 0)
        {
            return;
        }

        if (OperatingSystem.IsLinux())
        {
            // Every thread may be made nicer. A sandbox that refuses the call leaves the thread as it was.
            _ = SetPriority(PrioProcess, CallingThread, niceness);
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
