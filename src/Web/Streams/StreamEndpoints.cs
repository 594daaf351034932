using Dots.Web.Streams.Sse;
using Dots.Web.Streams.WebSockets;

namespace Dots.Web.Streams;

/// <summary>Where the streams are.</summary>
internal static class StreamEndpoints
{
    private static readonly string[] SseMethods = [HttpMethods.Get, HttpMethods.Head];

    // CONNECT is how HTTP/2 opens a WebSocket (RFC 8441).
    private static readonly string[] WebSocketMethods = [HttpMethods.Get, HttpMethods.Connect];

    // Plain endpoints: a controller's invocation would stay in memory for as long as the stream.
    public static void MapStreams(this IEndpointRouteBuilder endpoints)
    {
        var sse = endpoints.MapGroup("/sse").WithTags("Streams");
        sse.MapMethods("/notifications", SseMethods, static context => SseStream.OpenAsync(context, StreamTopic.Notifications))
            .WithName("notifications")
            .WithSummary("Boards and paths as they happen, as Server-Sent Events.");
        sse.MapMethods("/activities", SseMethods, static context => SseStream.OpenAsync(context, StreamTopic.Activities));
        sse.MapMethods("/activities/{id}", SseMethods, static context => SseStream.OpenAsync(context, OneActivity(context)));

        var ws = endpoints.MapGroup("/ws").ExcludeFromDescription();
        ws.MapMethods("/notifications", WebSocketMethods, static context => PendingWebSocket.OpenAsync(context, StreamTopic.Notifications));
        ws.MapMethods("/activities", WebSocketMethods, static context => PendingWebSocket.OpenAsync(context, StreamTopic.Activities));
        ws.MapMethods("/activities/{id}", WebSocketMethods, static context => PendingWebSocket.OpenAsync(context, OneActivity(context)));
    }

    private static StreamTopic OneActivity(HttpContext context) => StreamTopic.OfActivity(context.Request.RouteValues["id"] as string);
}
