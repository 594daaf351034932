using System.Text.Json;
using Dots.Application.Broadcasting;
using Dots.Web.Streams;

namespace Dots.Web.Operations;

/// <summary>What this process tells Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(
                "/metrics",
                async (IEventLog log, IStreamStats stats, OpenStreams streams, CancellationToken cancellationToken) => Results.Text(
                    Write(await log.GetBoundsAsync(cancellationToken), stats.Read(), streams), PrometheusText.ContentType))
            .ExcludeFromDescription();

    private static string Write(LogBounds log, StreamStats stats, OpenStreams streams) => new PrometheusText()
        .Labelled(
            "dots_streams_open", "Streams that are open now.", "gauge",
            streams.ByTransport().Select(open => (
                new[] { ("transport", open.Transport), ("channel", open.Channel) }, (double)open.Count)))
        .Counter("dots_streams_opened_total", "Streams opened.", streams.OpenedTotal)
        .Labelled(
            "dots_streams_ended_total", "Streams that ended, by reason; too_slow and too_far_behind are slow readers that were cut off.", "counter",
            stats.Ended.Select(pair => (
                new[] { ("reason", JsonNamingPolicy.SnakeCaseLower.ConvertName(pair.Key.ToString())) }, (double)pair.Value)))
        .Counter("dots_events_appended_total", "Events moved from the log to the streams.", stats.EventsAppended)
        .Gauge("dots_event_log_oldest_id", "The oldest event that is kept.", log.Oldest)
        .Gauge("dots_event_log_latest_id", "The newest event.", log.Latest)
        .Counter("dots_deliveries_total", "Events handed to readers, each reader counted.", stats.Deliveries)
        .Counter("dots_delivery_bytes_total", "Bytes of all deliveries.", stats.Bytes)
        .Counter("dots_replayed_total", "Deliveries that were read from the log for readers that resumed from far back.", stats.Replayed)
        .Histogram(
            "dots_append_to_delivery_seconds", "From an event's append to its hand-over to the last reader.",
            stats.AppendToDelivery.BucketSeconds, stats.AppendToDelivery.Counts, stats.AppendToDelivery.Sum.TotalSeconds)
        .ToString();
}
