using Dots.Application.Activities.Documents;
using Dots.Application.Events;

namespace Dots.Application.Activities;

internal static class ActivityBroadcasting
{
    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string channel, ActivityMessage message, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(channel, message.Name, message.ToUtf8(), cancellationToken);

    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string channel, ActivityMessage message, ActivityUndo undo, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(channel, message.Name, message.ToUtf8(), undo.ToUtf8(), cancellationToken);
}
