using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Presence;

internal sealed class BroadcastUserJoined(IEventBroadcaster broadcaster) : INotificationHandler<UserJoined>
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
}
