using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dots.Application.Events;

/// <summary>The payload of newBoard, updatedBoard and deletedBoard.</summary>
internal sealed record BoardPayload(long BoardId, string BoardName, string CreatorUsername);

/// <summary>The payload of checkedBoard.</summary>
internal sealed record VerdictPayload(long BoardId, string BoardName, string CreatorUsername, string Verdict);

/// <summary>The payload of newPath, updatedPath, deletedPath and solvedBoard. It never has a path's cells, which are private.</summary>
internal sealed record PathPayload(long PathId, long BoardId, string BoardName, string UserUsername);

/// <remarks>
/// The relaxed encoder keeps letters such as ł readable in a terminal. It still escapes control characters, so a payload is always one line.
/// </remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BoardPayload))]
[JsonSerializable(typeof(VerdictPayload))]
[JsonSerializable(typeof(PathPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext
{
    public static PayloadJson Relaxed { get; } = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}

/// <summary>Broadcasts payloads on <see cref="Channels.Notifications"/>, in the form that <see cref="SpacedJson"/> writes.</summary>
internal static class PayloadBroadcasting
{
    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string type, BoardPayload payload, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications, type, SpacedJson.Serialize(payload, PayloadJson.Relaxed.BoardPayload), cancellationToken);

    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string type, VerdictPayload payload, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications, type, SpacedJson.Serialize(payload, PayloadJson.Relaxed.VerdictPayload), cancellationToken);

    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string type, PathPayload payload, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications, type, SpacedJson.Serialize(payload, PayloadJson.Relaxed.PathPayload), cancellationToken);
}
