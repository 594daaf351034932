using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Web.Http;
using Dots.Web.Identity;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>The event log for clients that poll.</summary>
[ApiController]
[Route("api/events")]
public sealed class EventsController(IMediator mediator, ILowPriorityWork lowPriority) : ControllerBase
{
    /// <summary>One event; id is the cursor after it.</summary>
    public sealed record EventDto(long Id, string Event, string Channel, DateTimeOffset Timestamp, JsonElement Data);

    /// <summary>Events in order. If reset is not null, it says why after could not be honoured: fetch the current state again.</summary>
    public sealed record EventsDto(IReadOnlyList<EventDto> Items, long NextAfter, long Oldest, long Latest, string? Reset);

    /// <summary>The same events as on the stream of a channel.</summary>
    /// <param name="channel">notifications by default; also alerts, activities, and activities/ followed by an activity's id.</param>
    /// <param name="after">The cursor, exclusive; by default 0, the oldest event that is kept.</param>
    /// <param name="limit">1 to 1000; 100 by default. A page ends early once its payloads reach 1 MiB, and events of other types count as well, so continue from next_after until it equals latest.</param>
    /// <param name="types">Only these types, separated by commas, named as on the channel's stream; all by default.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [HttpGet]
    [EnableRateLimiting(RateLimits.Expensive)]
    [ProducesResponseType<EventsDto>(StatusCodes.Status200OK)]
    public async Task<EventsDto> List(
        [FromQuery] string? channel,
        [FromQuery, Range(typeof(long), "0", "9223372036854775807", ErrorMessage = "Must be a cursor: the id of an event, or 0 for the beginning.")] long? after,
        [FromQuery, Range(1, ListEvents.MaxLimit)] int? limit,
        [FromQuery] string? types,
        CancellationToken cancellationToken)
    {
        var page = await mediator.Send(new ListEvents(channel, after, limit, CommaList.Parse(types), HttpContext.GetCaller()), cancellationToken);
        return await lowPriority.ComputeAsync(page.Items.Sum(item => item.Payload.Length), () => ToDto(page));
    }

    private static EventsDto ToDto(EventPage page) => new(
        [.. page.Items.Select(e => new EventDto(e.Id, e.Type, e.Channel, e.AppendedAt, JsonElement.Parse(e.Payload.Span)))],
        page.NextAfter,
        page.Oldest,
        page.Latest,
        page.Reset);
}
