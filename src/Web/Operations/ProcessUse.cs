using System.Diagnostics;
using System.Globalization;

namespace Dots.Web.Operations;

/// <summary>
/// The process metrics of Prometheus' client libraries (prometheus.io/docs/instrumenting/writing_clientlibs). Values that only Linux
/// provides are null elsewhere.
/// </summary>
internal static class ProcessUse
{
    private const string Descriptors = "/proc/self/fd";
    private const string Limits = "/proc/self/limits";
    private const string OpenFilesLimit = "Max open files";

    public static TimeSpan Cpu => Environment.CpuUsage.TotalTime;

    /// <summary>In seconds since 1970.</summary>
    public static double StartedAt { get; } = ReadStart();

    public static long ResidentBytes => Environment.WorkingSet;

    public static long VirtualBytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.VirtualMemorySize64;
        }
    }

    // Less the descriptor that enumerating the folder opens.
    public static double? OpenFiles =>
        OperatingSystem.IsLinux() ? System.IO.Directory.EnumerateFileSystemEntries(Descriptors).Count() - 1 : null;

    /// <summary>Infinity if there is no limit.</summary>
    public static double? MaxOpenFiles { get; } = OperatingSystem.IsLinux() ? ReadMaxOpenFiles() : null;

    private static double ReadStart()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }

    // "Max open files            1024                 524288               files": the soft limit, which is enforced, then the hard limit.
    private static double? ReadMaxOpenFiles()
    {
        var line = System.IO.File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(OpenFilesLimit, StringComparison.Ordinal));
        var soft = line?[OpenFilesLimit.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return soft == "unlimited" ? double.PositiveInfinity
            : double.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
