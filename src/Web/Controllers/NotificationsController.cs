using Dots.Application.Events;
using Dots.Web.Http;
using Dots.Web.OpenApi;
using Dots.Web.Streams;
using Dots.Web.Streams.Sse;
using Dots.Web.Streams.WebSockets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Dots.Web.Controllers;

/// <summary>The stream of boards and paths.</summary>
[ApiController]
[Tags("Streams")]
[ProblemResponse(StatusCodes.Status400BadRequest, Description = "A parameter is invalid.")]
[ProblemResponse(StatusCodes.Status401Unauthorized, Description = StreamDescriptions.NotSignedIn)]
[ProblemResponse(StatusCodes.Status503ServiceUnavailable, Description = "Too many streams are open; Retry-After says when to come again.")]
public sealed class NotificationsController : ControllerBase
{
    /// <summary>Boards and paths as they happen, as Server-Sent Events.</summary>
    [HttpGet("/sse/notifications")]
    [RequestParameter("Last-Event-ID", StreamDescriptions.LastEventId, Location = ParameterLocation.Header)]
    [RequestParameter("last_event_id", StreamDescriptions.LastEventIdInQuery)]
    [RequestParameter(HeartbeatParameter.Name, StreamDescriptions.Heartbeat)]
    [RequestParameter("ticket", StreamDescriptions.Ticket)]
    [TypesParameter(Channels.Notifications)]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/event-stream", Description = StreamDescriptions.Sse)]
    public IActionResult ServerSentEvents() => new SseStreamResult(StreamTopic.Notifications);

    /// <summary>Boards and paths as they happen, as the messages of a WebSocket.</summary>
    [HttpWebSocket("/ws/notifications")]
    [RequestParameter("since", StreamDescriptions.Since)]
    [RequestParameter(HeartbeatParameter.Name, StreamDescriptions.Heartbeat)]
    [RequestParameter("ticket", StreamDescriptions.Ticket)]
    [TypesParameter(Channels.Notifications)]
    [ProducesResponseType(StatusCodes.Status101SwitchingProtocols, Description = StreamDescriptions.WebSocket)]
    [ProblemResponse(StatusCodes.Status426UpgradeRequired, Description = StreamDescriptions.NoHandshake)]
    public IActionResult WebSocket() => new WebSocketResult(StreamTopic.Notifications);
}
