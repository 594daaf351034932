using Dots.Application.Events;
using Dots.Web.Http;
using Dots.Web.OpenApi;
using Dots.Web.Streams;
using Dots.Web.Streams.Sse;
using Dots.Web.Streams.WebSockets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Dots.Web.Controllers;

/// <summary>The streams of activities.</summary>
[ApiController]
[Tags("Streams")]
[ProblemResponse(StatusCodes.Status400BadRequest, Description = "A parameter is invalid.")]
[ProblemResponse(StatusCodes.Status401Unauthorized, Description = StreamDescriptions.NotSignedIn)]
[ProblemResponse(StatusCodes.Status503ServiceUnavailable, Description = "Too many streams are open; Retry-After says when to come again.")]
public sealed class ActivityStreamsController : ControllerBase
{
    /// <summary>A summary of every activity that is created, changed or deleted, as Server-Sent Events.</summary>
    [HttpGet("/sse/activities")]
    [RequestParameter("Last-Event-ID", StreamDescriptions.LastEventId, Location = ParameterLocation.Header)]
    [RequestParameter("last_event_id", StreamDescriptions.LastEventIdInQuery)]
    [RequestParameter(HeartbeatParameter.Name, StreamDescriptions.Heartbeat)]
    [RequestParameter("ticket", StreamDescriptions.Ticket)]
    [TypesParameter(Channels.Activities)]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream", Description = StreamDescriptions.Sse)]
    public IActionResult AllAsServerSentEvents() => new SseStreamResult(StreamTopic.Activities);

    /// <summary>
    /// Everything about one activity, which need not exist yet, as Server-Sent Events. An activity that the caller may not read is treated as one that
    /// does not exist; the stream ends once the caller may read it, and then delivers after a reconnect.
    /// </summary>
    [HttpGet("/sse/activities/{id}")]
    [RequestParameter("id", StreamDescriptions.Id, Location = ParameterLocation.Path, Format = "uuid")]
    [RequestParameter("data", StreamDescriptions.Data)]
    [RequestParameter("connection_id", StreamDescriptions.ConnectionId)]
    [RequestParameter("Last-Event-ID", StreamDescriptions.LastEventId, Location = ParameterLocation.Header)]
    [RequestParameter("last_event_id", StreamDescriptions.LastEventIdInQuery)]
    [RequestParameter(HeartbeatParameter.Name, StreamDescriptions.Heartbeat)]
    [RequestParameter("ticket", StreamDescriptions.Ticket)]
    [TypesParameter(Channels.Activities)]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream", Description = StreamDescriptions.Sse)]
    public IActionResult OneAsServerSentEvents(string id) => new SseStreamResult(StreamTopic.OfActivity(id));

    /// <summary>A summary of every activity that is created, changed or deleted, as the messages of a WebSocket.</summary>
    [HttpWebSocket("/ws/activities")]
    [RequestParameter("since", StreamDescriptions.Since)]
    [RequestParameter(HeartbeatParameter.Name, StreamDescriptions.Heartbeat)]
    [RequestParameter("ticket", StreamDescriptions.Ticket)]
    [TypesParameter(Channels.Activities)]
    [ProducesResponseType(StatusCodes.Status101SwitchingProtocols, Description = StreamDescriptions.WebSocket)]
    [ProblemResponse(StatusCodes.Status426UpgradeRequired, Description = StreamDescriptions.NoHandshake)]
    public IActionResult AllAsWebSocket() => new WebSocketResult(StreamTopic.Activities);

    /// <summary>
    /// Everything about one activity, which need not exist yet. An activity that the caller may not read is treated as one that does not exist. From
    /// when the activity exists, a signed-in client is present for the others while its socket is open, and may send
    /// {"id": 102, "base_revision": 7, "updated_fields": {...}} and {"id": 203, "data": {"status": "..."}}, as the messages of a WebSocket.
    /// </summary>
    [HttpWebSocket("/ws/activities/{id}")]
    [RequestParameter("id", StreamDescriptions.Id, Location = ParameterLocation.Path, Format = "uuid")]
    [RequestParameter("snapshot", "true: the first message is 104 with the whole document, where there is one.")]
    [RequestParameter("data", StreamDescriptions.Data)]
    [RequestParameter("connection_id", StreamDescriptions.ConnectionId)]
    [RequestParameter("since", StreamDescriptions.Since)]
    [RequestParameter(HeartbeatParameter.Name, StreamDescriptions.Heartbeat)]
    [RequestParameter("ticket", StreamDescriptions.Ticket)]
    [TypesParameter(Channels.Activities)]
    [ProducesResponseType(StatusCodes.Status101SwitchingProtocols, Description = StreamDescriptions.WebSocket)]
    [ProblemResponse(StatusCodes.Status426UpgradeRequired, Description = StreamDescriptions.NoHandshake)]
    public IActionResult OneAsWebSocket(string id) => new WebSocketResult(StreamTopic.OfActivity(id));
}
