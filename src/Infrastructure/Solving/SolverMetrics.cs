using Dots.Application.Solving;
using Dots.Domain.Boards;

namespace Dots.Infrastructure.Solving;

/// <summary>Counts what the solver does. Thread-safe.</summary>
internal sealed class SolverMetrics : ISolverStats
{
    private static readonly double[] BucketSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private static readonly SolverPurpose[] Purposes = Enum.GetValues<SolverPurpose>();
    private static readonly Verdict[] Verdicts = Enum.GetValues<Verdict>();

    private readonly int[] _running = new int[Purposes.Length];
    private readonly long[] _results = new long[Purposes.Length * Verdicts.Length];
    private readonly long[] _buckets = new long[BucketSeconds.Length + 1];
    private long _ticks;
    private long _refused;

    public void Began(SolverPurpose purpose) => Interlocked.Increment(ref _running[(int)purpose]);

    public void Ended(SolverPurpose purpose) => Interlocked.Decrement(ref _running[(int)purpose]);

    public void Solved(SolverPurpose purpose, Verdict verdict, TimeSpan elapsed)
    {
        Interlocked.Increment(ref _results[IndexOf(purpose, verdict)]);
        var bucket = 0;
        while (bucket < BucketSeconds.Length && elapsed.TotalSeconds > BucketSeconds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _buckets[bucket]);
        Interlocked.Add(ref _ticks, elapsed.Ticks);
    }

    public void Refused() => Interlocked.Increment(ref _refused);

    /// <inheritdoc/>
    public SolverStats Read() => new(
        Purposes.ToDictionary(purpose => purpose, purpose => Volatile.Read(ref _running[(int)purpose])),
        Purposes.SelectMany(purpose => Verdicts.Select(verdict => (purpose, verdict)))
            .ToDictionary(key => key, key => Interlocked.Read(ref _results[IndexOf(key.purpose, key.verdict)])),
        BucketSeconds,
        [.. _buckets.Select((_, i) => Interlocked.Read(ref _buckets[i]))],
        TimeSpan.FromTicks(Interlocked.Read(ref _ticks)),
        Interlocked.Read(ref _refused));

    private static int IndexOf(SolverPurpose purpose, Verdict verdict) => ((int)purpose * Verdicts.Length) + (int)verdict;
}
