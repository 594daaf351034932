using Dots.Application.Streaming;

namespace Dots.Infrastructure.Streaming;

/// <summary>Counters of the streams since the process started. Thread-safe, and cheap enough to update on every send.</summary>
internal sealed class StreamMetrics : IStreamStats
{
    private static readonly double[] BucketSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    private readonly long[] _passBuckets = new long[BucketSeconds.Length + 1];
    private readonly long[] _ends = new long[Enum.GetValues<StreamEnd>().Length];
    private long _passTicks;
    private long _appended;
    private long _deliveries;
    private long _bytes;
    private long _replayed;

    public void Appended(int events) => Interlocked.Add(ref _appended, events);

    public void Delivered(int frames, int bytes)
    {
        Interlocked.Add(ref _deliveries, frames);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Replayed(int frames, int bytes)
    {
        Interlocked.Add(ref _replayed, frames);
        Delivered(frames, bytes);
    }

    /// <summary>Records the end of a fan-out pass, whose newest event was appended at this time.</summary>
    public void PassEnded(DateTimeOffset appendedAt)
    {
        var elapsed = DateTimeOffset.UtcNow - appendedAt;
        var bucket = 0;
        while (bucket < BucketSeconds.Length && elapsed.TotalSeconds > BucketSeconds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _passBuckets[bucket]);
        Interlocked.Add(ref _passTicks, elapsed.Ticks);
    }

    public void Ended(StreamEnd end) => Interlocked.Increment(ref _ends[(int)end]);

    /// <inheritdoc/>
    public StreamStats Read() => new(
        Interlocked.Read(ref _appended),
        Interlocked.Read(ref _deliveries),
        Interlocked.Read(ref _bytes),
        Interlocked.Read(ref _replayed),
        Enum.GetValues<StreamEnd>().ToDictionary(end => end, end => Interlocked.Read(ref _ends[(int)end])),
        new DeliveryTimes(BucketSeconds, [.. _passBuckets.Select((_, i) => Interlocked.Read(ref _passBuckets[i]))],
            TimeSpan.FromTicks(Interlocked.Read(ref _passTicks))));
}
