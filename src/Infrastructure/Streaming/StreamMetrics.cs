using Dots.Application.Streaming;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Streaming;

/// <summary>What the streams have done since the start. Thread-safe and cheap enough for every send.</summary>
internal sealed partial class StreamMetrics(ILogger<StreamMetrics> logger) : IStreamStats
{
    private static readonly double[] BucketSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

    private readonly long[] _walkBuckets = new long[BucketSeconds.Length + 1];
    private readonly long[] _ends = new long[Enum.GetValues<StreamEnd>().Length];
    private long _walkTicks;
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

    /// <summary>A worker has handed an event, appended at this time, to its last reader.</summary>
    public void Walked(DateTimeOffset appendedAt)
    {
        var elapsed = DateTimeOffset.UtcNow - appendedAt;
        var bucket = 0;
        while (bucket < BucketSeconds.Length && elapsed.TotalSeconds > BucketSeconds[bucket])
        {
            bucket++;
        }

        Interlocked.Increment(ref _walkBuckets[bucket]);
        Interlocked.Add(ref _walkTicks, elapsed.Ticks);
    }

    public void Ended(StreamEnd end) => Interlocked.Increment(ref _ends[(int)end]);

    public void PreloadFailed(string channel, Exception exception) => LogPreloadFailed(logger, channel, exception);

    public void DocumentsFailed(Exception exception) => LogDocumentsFailed(logger, exception);

    /// <inheritdoc/>
    public StreamStats Read() => new(
        Interlocked.Read(ref _appended),
        Interlocked.Read(ref _deliveries),
        Interlocked.Read(ref _bytes),
        Interlocked.Read(ref _replayed),
        Enum.GetValues<StreamEnd>().ToDictionary(end => end, end => Interlocked.Read(ref _ends[(int)end])),
        new DeliveryTimes(BucketSeconds, [.. _walkBuckets.Select((_, i) => Interlocked.Read(ref _walkBuckets[i]))],
            TimeSpan.FromTicks(Interlocked.Read(ref _walkTicks))));

    [LoggerMessage(LogLevel.Warning, "The recent events of channel {Channel} could not be read in; resuming readers read the log instead")]
    private static partial void LogPreloadFailed(ILogger logger, string channel, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Whole documents could not be read; their readers read the log instead")]
    private static partial void LogDocumentsFailed(ILogger logger, Exception exception);
}
