using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dots.Application.Events;
using Dots.Web.Http;
using Dots.Web.Identity;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>The event log for clients that poll.</summary>
[ApiController]
[Route("api/events")]
public sealed class EventsController(IMediator mediator) : ControllerBase
{
    /// <summary>One event; id is the cursor after it.</summary>
    public sealed record EventDto(long Id, string Event, string Channel, DateTimeOffset Timestamp, JsonElement Data);

    /// <summary>Events in order. reset, where it is not null, says why after could not be honoured: fetch the state anew.</summary>
    public sealed record EventsDto(IReadOnlyList<EventDto> Items, long NextAfter, long Oldest, long Latest, string? Reset);

    /// <summary>The same events as on the stream of a channel.</summary>
    /// <param name="channel">notifications where not given; also alerts, activities, and activities/ followed by an activity's id.</param>
    /// <param name="after">The cursor, exclusive; 0 where not given, which is the beginning of what is kept.</param>
    /// <param name="limit">1 to 1000; 100 where not given. Types that are not asked for count, so go on from next_after until it is latest.</param>
    /// <param name="types">Only these, separated by commas, by the names that the channel's stream knows; all where none is given.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [HttpGet]
    [ProducesResponseType<EventsDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<HttpValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    public async Task<EventsDto> List(
        [FromQuery] string? channel,
        [FromQuery, Range(typeof(long), "0", "9223372036854775807", ErrorMessage = "Must be a cursor: the id of an event, or 0 for the beginning.")] long? after,
        [FromQuery, Range(1, ListEvents.MaxLimit)] int? limit,
        [FromQuery] string? types,
        CancellationToken cancellationToken)
    {
        var page = await mediator.Send(new ListEvents(channel, after, limit, CommaList.Parse(types), HttpContext.GetCaller()), cancellationToken);
        Response.Headers.CacheControl = "no-store";
        return new EventsDto(
            [.. page.Items.Select(e => new EventDto(e.Id, e.Type, e.Channel, e.AppendedAt, JsonElement.Parse(e.Payload.Span)))],
            page.NextAfter,
            page.Oldest,
            page.Latest,
            page.Reset);
    }
}
