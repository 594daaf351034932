using System.Runtime.InteropServices;

namespace Dots.Bench.Load;

/// <summary>
/// How far apart the server's core and the load client's are: the time in which a cache line goes from one to the other and back. On a
/// virtual machine it depends on where the host has put the two cores at the moment, and with it what it costs to send from one to the
/// other: by a factor of two to three for a bare loop in C.
/// </summary>
internal static class CoreDistance
{
    /// <summary>What it is called in the results.</summary>
    public const string MeasureName = "core_round_trip_ns";

    /// <summary>In place of a distance: the cores were moved while something else was measured.</summary>
    public const double Moved = 0;

    // Their ratio is between 1.0 and 1.5 while the cores stay where they are, and about 5 when they have moved.
    private const double SamePlace = 2;

    private static readonly TimeSpan Trial = TimeSpan.FromMilliseconds(4);

    /// <returns>Nanoseconds: the best of a few trials, because whatever else runs only adds to it.</returns>
    public static double Measure(int serverCore, int clientCore)
    {
        var line = new Line();
        var best = double.PositiveInfinity;
        var other = new Thread(() => Answer(line, serverCore)) { IsBackground = true };
        var own = new Thread(() =>
        {
            LibC.PinToCore(clientCore);
            for (var i = 0; i < 5; i++)
            {
                best = Math.Min(best, Ask(line));
            }
        });
        other.Start();
        own.Start();
        own.Join();
        Volatile.Write(ref line.Turn, Line.Over);
        other.Join();
        return best;
    }

    /// <summary>Whether two distances are of cores that have not been moved between.</summary>
    public static bool AreAlike(double one, double other) => Math.Max(one, other) < SamePlace * Math.Min(one, other);

    private static double Ask(Line line)
    {
        var (start, end, trips) = (Clock.Now(), Clock.Now() + Clock.Nanoseconds(Trial), 0);
        long now;
        for (; (now = Clock.Now()) < end; trips += 100)
        {
            for (var i = 0; i < 100; i++)
            {
                Volatile.Write(ref line.Turn, Line.Theirs);
                while (Volatile.Read(ref line.Turn) == Line.Theirs)
                {
                }
            }
        }

        return (double)(now - start) / trips;
    }

    private static void Answer(Line line, int core)
    {
        LibC.PinToCore(core);
        int turn;
        while ((turn = Volatile.Read(ref line.Turn)) != Line.Over)
        {
            if (turn == Line.Theirs)
            {
                Volatile.Write(ref line.Turn, Line.Ours);
            }
        }
    }

    private sealed class Line
    {
        public const int Ours = 0;
        public const int Theirs = 1;
        public const int Over = 2;

        private Alone _turn;

        public ref int Turn => ref _turn.Value;
    }

    /// <summary>On a cache line that nothing else is on, nor on the one that is fetched with it.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Alone
    {
        [FieldOffset(128)]
        public int Value;
    }
}
