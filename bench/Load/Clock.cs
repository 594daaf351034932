using System.Diagnostics;

namespace Dots.Bench.Load;

/// <summary>Nanoseconds of a clock that never jumps.</summary>
internal static class Clock
{
    public static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    public static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    public static double SecondsSince(long moment) => (Now() - moment) / 1e9;
}
