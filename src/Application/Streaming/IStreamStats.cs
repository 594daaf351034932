namespace Dots.Application.Streaming;

/// <summary>Counters of the streams since the process started. Thread-safe.</summary>
public interface IStreamStats
{
    StreamStats Read();
}

/// <param name="EventsAppended">Events that were read from the log for live streams.</param>
/// <param name="Deliveries">Events sent, counted once per reader.</param>
/// <param name="Bytes">Bytes of these events.</param>
/// <param name="Replayed">Deliveries that were read from the log, not from the recent frames in memory.</param>
/// <param name="Ended">Ended streams by reason.</param>
/// <param name="AppendToDelivery">The time from appending an event to sending it to the last reader.</param>
public sealed record StreamStats(
    long EventsAppended,
    long Deliveries,
    long Bytes,
    long Replayed,
    IReadOnlyDictionary<StreamEnd, long> Ended,
    DeliveryTimes AppendToDelivery);

/// <summary>A histogram.</summary>
/// <param name="BucketSeconds">Upper bounds of the buckets, in seconds. One more bucket without a bound follows.</param>
/// <param name="Counts">One more than there are bounds. Not cumulative.</param>
/// <param name="Sum">The sum of all times.</param>
public sealed record DeliveryTimes(IReadOnlyList<double> BucketSeconds, IReadOnlyList<long> Counts, TimeSpan Sum);
