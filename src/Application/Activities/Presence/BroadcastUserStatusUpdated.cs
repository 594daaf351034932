using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Presence;

internal sealed class BroadcastUserStatusUpdated(IEventBroadcaster broadcaster) : INotificationHandler<UserStatusUpdated>
{
    public Task Handle(UserStatusUpdated updated, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.OfActivity(updated.ActivityId),
        new ActivityMessage(
            ActivityMessages.UserStatusUpdated,
            updated.ActivityId,
            updated.Actor,
            updated.At,
            MessageData.With(MessageData.Of(("user", MessageData.Of(("username", updated.Username)))), updated.State))
        {
            Change = updated.Change,
        },
        cancellationToken);
}
