using Dots.Application.Broadcasting;

namespace Dots.Web.Streams;

/// <summary>Where the streams are.</summary>
internal static class StreamEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    // Plain endpoints: a controller's invocation would stay in memory for as long as the stream.
    public static void MapStreams(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapMethods(
                "/sse/notifications",
                Methods,
                static context => SseStream.RunAsync(context, Channels.Notifications, EventTypes.OfNotifications))
            .WithName("notifications")
            .WithSummary("Boards and paths as they happen, as Server-Sent Events.")
            .WithTags("Streams");
}
