using System.Runtime.InteropServices;

namespace Dots.Bench.Load;

/// <summary>
/// The inter-core latency between the server's and the load client's core: the round-trip time of a cache line. On a virtual machine it depends
/// on the physical cores that the host currently runs the two virtual ones on, and it affects the cost of a send: by a factor of two to three
/// for a bare loop in C.
/// </summary>
internal static class CoreLatency
{
    /// <summary>Its name in the results.</summary>
    public const string MeasureName = "core_round_trip_ns";

    /// <summary>Recorded instead of a latency if the host migrated the cores during a phase.</summary>
    public const double Migrated = 0;

    // The ratio of two measurements is 1.0 to 1.5 with the same core placement, and about 5 after a migration.
    private const double MaxRatio = 2;

    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(4);

    /// <returns>Nanoseconds; the minimum of a few trials, because interference only adds to it.</returns>
    public static double Measure(int serverCore, int clientCore)
    {
        var line = new Line();
        var best = double.PositiveInfinity;
        var other = new Thread(() => Respond(line, serverCore)) { IsBackground = true };
        var own = new Thread(() =>
        {
            LibC.PinToCore(clientCore);
            for (var i = 0; i < 5; i++)
            {
                best = Math.Min(best, MeasureRoundTrip(line));
            }
        });
        other.Start();
        own.Start();
        own.Join();
        Volatile.Write(ref line.Turn, Line.Done);
        other.Join();
        return best;
    }

    /// <summary>Whether two latencies were measured with the same core placement.</summary>
    public static bool AreComparable(double one, double other) => Math.Max(one, other) < MaxRatio * Math.Min(one, other);

    private static double MeasureRoundTrip(Line line)
    {
        var (start, end, trips) = (Clock.Now(), Clock.Now() + Clock.Nanoseconds(Trial), 0);
        long now;
        for (; (now = Clock.Now()) < end; trips += 100)
        {
            for (var i = 0; i < 100; i++)
            {
                Volatile.Write(ref line.Turn, Line.Ping);
                while (Volatile.Read(ref line.Turn) == Line.Ping)
                {
                }
            }
        }

        return (double)(now - start) / trips;
    }

    private static void Respond(Line line, int core)
    {
        LibC.PinToCore(core);
        int turn;
        while ((turn = Volatile.Read(ref line.Turn)) != Line.Done)
        {
            if (turn == Line.Ping)
            {
                Volatile.Write(ref line.Turn, Line.Pong);
            }
        }
    }

    private sealed class Line
    {
        public const int Pong = 0;
        public const int Ping = 1;
        public const int Done = 2;

        private Padded _turn;

        public ref int Turn => ref _turn.Value;
    }

    /// <summary>Alone on its cache line and on the adjacent one, which the prefetcher fetches with it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Padded
    {
        [FieldOffset(128)]
        public int Value;
    }
}
