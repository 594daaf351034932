using System.Text.Json;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Web.Streams;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>Statistics of the server, as the live dashboard shows them.</summary>
[ApiController]
[Route("api/stats")]
public sealed class StatsController(IEventLog log, IStreamStats stats, LiveStreams openStreams) : ControllerBase
{
    /// <param name="StartedAt">When this process started.</param>
    /// <param name="Streams">The streams of this process.</param>
    /// <param name="Events">The events of the installation, and their deliveries by this process.</param>
    public sealed record StatsDto(DateTimeOffset StartedAt, StreamsDto Streams, EventCountsDto Events);

    /// <param name="Open">Streams that are open now, by channel.</param>
    /// <param name="OpenTotal">All open streams.</param>
    /// <param name="OpenedTotal">Opened since the start.</param>
    /// <param name="Ended">Streams that ended since the start, by reason.</param>
    public sealed record StreamsDto(
        IReadOnlyDictionary<string, int> Open, int OpenTotal, long OpenedTotal, IReadOnlyDictionary<string, long> Ended);

    /// <param name="Oldest">The id of the oldest event that is kept.</param>
    /// <param name="Latest">The id of the newest event.</param>
    /// <param name="Appended">Moved from the log to the streams since the start.</param>
    /// <param name="Deliveries">Events delivered since the start, counted for each reader.</param>
    /// <param name="Replayed">Deliveries that were read from the log, for readers that resumed from before the frames in memory.</param>
    /// <param name="Bytes">Bytes of all deliveries.</param>
    /// <param name="MeanDeliveryMs">Mean time from an event's append to its delivery to the last reader, in milliseconds.</param>
    public sealed record EventCountsDto(
        long Oldest, long Latest, long Appended, long Deliveries, long Replayed, long Bytes, double? MeanDeliveryMs);

    /// <summary>Counters since the start of this process, and what is open now.</summary>
    [HttpGet]
    [ProducesResponseType<StatsDto>(StatusCodes.Status200OK)]
    public async Task<StatsDto> Get(CancellationToken cancellationToken)
    {
        var bounds = await log.GetBoundsAsync(cancellationToken);
        var counters = stats.Read();
        var passes = counters.AppendToDelivery.Counts.Sum();
        return new StatsDto(
            openStreams.StartedAt,
            new StreamsDto(
                openStreams.ByChannel(),
                openStreams.Total,
                openStreams.OpenedTotal,
                counters.Ended.ToDictionary(pair => JsonNamingPolicy.SnakeCaseLower.ConvertName(pair.Key.ToString()), pair => pair.Value)),
            new EventCountsDto(
                bounds.Oldest,
                bounds.Latest,
                counters.EventsAppended,
                counters.Deliveries,
                counters.Replayed,
                counters.Bytes,
                passes == 0 ? null : counters.AppendToDelivery.Sum.TotalMilliseconds / passes));
    }
}
