namespace Dots.Application.Streaming;

/// <summary>What the streams have done since this process started.</summary>
public interface IStreamStats
{
    StreamStats Read();
}

/// <param name="EventsAppended">Events that the log's reader has moved to the streams.</param>
/// <param name="Deliveries">Events handed to readers, each reader counted.</param>
/// <param name="Bytes">Bytes of these.</param>
/// <param name="Replayed">Deliveries that were read from the log, not from the recent frames.</param>
/// <param name="Ended">Streams that ended, by reason.</param>
/// <param name="AppendToDelivery">From an event's append to its hand-over to the last reader.</param>
public sealed record StreamStats(
    long EventsAppended,
    long Deliveries,
    long Bytes,
    long Replayed,
    IReadOnlyDictionary<StreamEnd, long> Ended,
    DeliveryTimes AppendToDelivery);

/// <summary>A histogram.</summary>
/// <param name="BucketSeconds">Upper bounds of the buckets, in seconds; a last one without bound follows.</param>
/// <param name="Counts">One more than there are bounds; not cumulative.</param>
/// <param name="Sum">Of all times.</param>
public sealed record DeliveryTimes(IReadOnlyList<double> BucketSeconds, IReadOnlyList<long> Counts, TimeSpan Sum);
