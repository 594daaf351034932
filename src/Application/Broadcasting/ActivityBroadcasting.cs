using Dots.Application.Activities;

namespace Dots.Application.Broadcasting;

internal static class ActivityBroadcasting
{
    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string channel, ActivityMessage message, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(channel, message.Name, message.ToUtf8(), cancellationToken);
}
