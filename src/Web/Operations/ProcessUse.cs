using System.Diagnostics;
using System.Globalization;

namespace Dots.Web.Operations;

/// <summary>
/// What this process takes of its machine, as Prometheus' client libraries tell it (prometheus.io/docs/instrumenting/writing_clientlibs,
/// process metrics). What only Linux says is null elsewhere.
/// </summary>
internal static class ProcessUse
{
    private const string Descriptors = "/proc/self/fd";
    private const string Limits = "/proc/self/limits";
    private const string LimitOfFiles = "Max open files";

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

    // One of them is that of reading them.
    public static double? OpenFiles =>
        OperatingSystem.IsLinux() ? System.IO.Directory.EnumerateFileSystemEntries(Descriptors).Count() - 1 : null;

    /// <summary>Infinite where there is no limit.</summary>
    public static double? MaxOpenFiles { get; } = OperatingSystem.IsLinux() ? ReadMaxOpenFiles() : null;

    private static double ReadStart()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }

    // "Max open files            1024                 524288               files": the soft limit is the one that holds.
    private static double? ReadMaxOpenFiles()
    {
        var line = System.IO.File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(LimitOfFiles, StringComparison.Ordinal));
        var soft = line?[LimitOfFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return soft == "unlimited" ? double.PositiveInfinity
            : double.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
