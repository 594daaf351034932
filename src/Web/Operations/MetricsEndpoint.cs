using System.Data.Common;
using System.Text.Json;
using Dots.Application.Activities.Files;
using Dots.Application.Events;
using Dots.Application.Solving;
using Dots.Application.Streaming;
using Dots.Web.Connections;
using Dots.Web.Streams;

namespace Dots.Web.Operations;

/// <summary>Exposes the metrics of this process to Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(
                "/metrics",
                [HttpMethods.Get, HttpMethods.Head],
                async (IEventLog log, IStreamStats stats, IBackplaneStats backplane, LiveStreams streams, LiveConnections connections, LiveUploads uploads, ISolverStats solver, CancellationToken cancellationToken) => Results.Text(
                    Write(await ReadBoundsAsync(log, cancellationToken), stats.Read(), backplane.Read(), streams, connections, uploads, solver.Read()), PrometheusText.ContentType))
            .ExcludeFromDescription();

    /// <summary>Null if the database is unavailable, which is when the metrics of the process itself are needed most.</summary>
    private static async Task<LogBounds?> ReadBoundsAsync(IEventLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await log.GetBoundsAsync(cancellationToken);
        }
        catch (DbException)
        {
            return null;
        }
    }

    private static string Write(LogBounds? log, StreamStats stats, BackplaneStats? backplane, LiveStreams streams, LiveConnections connections, LiveUploads uploads, SolverStats solver) => new PrometheusText()
        .Gauge("dots_connections_open", "Connections that are open now, those of streams included.", connections.Total)
        .Counter("dots_connections_refused_total", "Connections that were closed at once because too many were open.", connections.RefusedTotal)
        .Gauge("dots_uploads_open", "Uploads of files in progress.", uploads.Total)
        .Labelled(
            "dots_streams_open", "Streams that are open now.", "gauge",
            streams.ByTransport().Select(open => (
                new[] { ("transport", open.Transport), ("channel", open.Channel) }, (double)open.Count)))
        .Counter("dots_streams_opened_total", "Streams opened.", streams.OpenedTotal)
        .Labelled(
            "dots_streams_ended_total", "Streams that ended, by reason; too_slow and too_far_behind are slow readers that were cut off.", "counter",
            stats.Ended.Select(pair => (
                new[] { ("reason", NameOf(pair.Key)) }, (double)pair.Value)))
        .Counter("dots_events_appended_total", "Events moved from the log to the streams.", stats.EventsAppended)
        .Labelled("dots_event_log_oldest_id", "The oldest event that is kept.", "gauge", Of(log, bounds => bounds.Oldest))
        .Labelled("dots_event_log_latest_id", "The newest event.", "gauge", Of(log, bounds => bounds.Latest))
        .Counter("dots_deliveries_total", "Events handed to readers, each reader counted.", stats.Deliveries)
        .Counter("dots_delivery_bytes_total", "Bytes of all deliveries.", stats.Bytes)
        .Counter("dots_replayed_total", "Deliveries that were read from the log for readers that resumed from far back.", stats.Replayed)
        .Histogram(
            "dots_append_to_delivery_seconds", "From an event's append to its hand-over to the last reader.",
            stats.AppendToDelivery.BucketSeconds, stats.AppendToDelivery.Counts, stats.AppendToDelivery.Sum.TotalSeconds)
        .Labelled(
            "dots_backplane_connected", "Whether this node hears of the others' commits at once (1), or polls (0).", "gauge",
            Of(backplane, stats => stats.IsConnected ? 1 : 0))
        .Labelled(
            "dots_backplane_wakeups_sent_total", "Messages to the other nodes, each telling of one or more commits.", "counter",
            Of(backplane, stats => stats.WakeUpsSent))
        .Labelled(
            "dots_backplane_wakeups_received_total", "Messages of other nodes that told something new.", "counter",
            Of(backplane, stats => stats.WakeUpsReceived))
        .Labelled(
            "dots_solver_running", "Boards that are being solved now: saved ones, and those of requests.", "gauge",
            solver.Running.Select(pair => (new[] { ("purpose", NameOf(pair.Key)) }, (double)pair.Value)))
        .Labelled(
            "dots_solver_boards_total", "Boards solved, by verdict; unknown ones were given up.", "counter",
            solver.Results.Select(pair => (
                new[] { ("purpose", NameOf(pair.Key.Purpose)), ("verdict", NameOf(pair.Key.Verdict)) }, (double)pair.Value)))
        .Histogram("dots_solver_seconds", "How long boards took to solve.", solver.BucketSeconds, solver.Counts, solver.Sum.TotalSeconds)
        .Counter("dots_solver_refused_total", "Requests that were refused because too many others waited for the solver.", solver.RefusedTotal)
        .Counter("process_cpu_seconds_total", "User and system time that the process has used.", ProcessUse.Cpu.TotalSeconds)
        .Gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", ProcessUse.StartedAt)
        .Gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.", ProcessUse.ResidentBytes)
        .Gauge("process_virtual_memory_bytes", "Address space of the process.", ProcessUse.VirtualBytes)
        .Labelled("process_open_fds", "Files and sockets that the process has open.", "gauge", Of(Descriptors.InUse))
        .Labelled("process_max_fds", "How many it may have open.", "gauge", Of(Descriptors.Max))
        .ToString();

    private static string NameOf<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static IEnumerable<((string, string)[], double)> Of(LogBounds? log, Func<LogBounds, double> value) =>
        log is { } bounds ? [([], value(bounds))] : [];

    // No sample on an operating system that does not provide the value.
    private static IEnumerable<((string, string)[], double)> Of(double? value) => value is { } known ? [([], known)] : [];

    // No sample without a backplane: a value of 0 would look like a lost connection.
    private static IEnumerable<((string, string)[], double)> Of(BackplaneStats? backplane, Func<BackplaneStats, double> value) =>
        backplane is null ? [] : [([("provider", backplane.Provider)], value(backplane))];
}
