using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Presence;

internal sealed class BroadcastPresenceEvents(IEventBroadcaster broadcaster)
    : INotificationHandler<UserJoined>, INotificationHandler<UserLeft>, INotificationHandler<UserStatusUpdated>
{
    public Task Handle(UserJoined joined, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.OfActivity(joined.ActivityId),
        new ActivityMessage(
            ActivityMessages.UserJoined,
            joined.ActivityId,
            joined.Actor,
            joined.At,
            MessageData.Of(
                ("user", MessageData.Of(("username", joined.Username))),
                ("connection_id", joined.Actor.ConnectionId),
                ("status", "online"),
                ("participants", joined.Participants))),
        cancellationToken);

    public Task Handle(UserLeft left, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.OfActivity(left.ActivityId),
        new ActivityMessage(
            ActivityMessages.UserLeft,
            left.ActivityId,
            left.Actor,
            left.At,
            MessageData.Of(
                ("user", MessageData.Of(("username", left.Username))),
                ("reason", left.IsLost ? "timeout" : "left"),
                ("participants", left.Participants))),
        cancellationToken);

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
