using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Presence;

internal sealed class BroadcastUserLeft(IEventBroadcaster broadcaster) : INotificationHandler<UserLeft>
{
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
}
