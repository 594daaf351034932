using System.Globalization;
using System.Runtime.InteropServices;

namespace Dots.Web.Connections;

/// <summary>
/// The file descriptors of this process. The runtime cannot do without new ones: when none is free, the thread pool fails to start a thread, and
/// that ends the process with "Out of memory." Everything that clients can multiply therefore has to stop before the last one is used.
/// Thread-safe.
/// </summary>
internal static class Descriptors
{
    /// <summary>How many the system allows: infinity if it sets no limit, null where it does not say.</summary>
    /// <remarks>The soft limit, which the runtime raises to the hard limit when it starts.</remarks>
    public static double? Max { get; } = OperatingSystem.IsLinux() ? ReadMax() : null;

    /// <summary>How many are open; null where the system does not say.</summary>
    // Less the descriptor that enumerating the folder opens.
    public static double? InUse =>
        OperatingSystem.IsLinux() ? System.IO.Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() - 1 : null;

    /// <summary>
    /// How many more can be opened before one gets a number that is not below the limit. The system assigns the lowest free number (POSIX.1-2024,
    /// section 2.6), so the answer costs two system calls, however many descriptors are open; gaps below that number make it an underestimate.
    /// </summary>
    public static int Headroom => Max is { } max and <= int.MaxValue ? (int)max - Next() : int.MaxValue;

    // "Max open files            1024                 524288               files": the soft limit, which is enforced, then the hard limit.
    private static double? ReadMax()
    {
        const string name = "Max open files";
        var line = System.IO.File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return soft == "unlimited" ? double.PositiveInfinity
            : double.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }

    /// <returns>The number that the next descriptor gets; far beyond any limit if none is free.</returns>
    private static int Next()
    {
        const int standardInput = 0;
        var next = Duplicate(standardInput);
        if (next < 0)
        {
            // A process may be started without standard input, which says nothing about the limit.
            const int tooManyOpenFiles = 24;
            return Marshal.GetLastPInvokeError() == tooManyOpenFiles ? int.MaxValue / 2 : 0;
        }

        _ = Close(next);
        return next;
    }

    [DllImport("libc", EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Duplicate(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
