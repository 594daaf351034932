using System.Diagnostics;

namespace Dots.Bench.Load;

/// <summary>A monotonic clock in nanoseconds.</summary>
internal static class Clock
{
    public static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    public static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    public static double SecondsSince(long start) => (Now() - start) / 1e9;
}
