using System.Diagnostics;

namespace Dots.Web.Operations;

/// <summary>
/// The process metrics of Prometheus' client libraries (prometheus.io/docs/instrumenting/writing_clientlibs).
/// </summary>
internal static class ProcessUse
{
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

    private static double ReadStart()
    {
        using var process = Process.GetCurrentProcess();
        return (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
    }
}
