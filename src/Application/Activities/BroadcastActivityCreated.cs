using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities;

internal sealed class BroadcastActivityCreated(IEventBroadcaster broadcaster) : INotificationHandler<ActivityCreated>
{
    public async Task Handle(ActivityCreated created, CancellationToken cancellationToken)
    {
        var data = MessageData.Of(
            ("id", created.ActivityId),
            ("name", created.Name),
            ("creator_username", created.OwnerUsername),
            ("revision", created.Revision),
            ("hash", created.Hash));
        var message = new ActivityMessage(ActivityMessages.ActivityCreated, created.ActivityId, created.Actor, created.At, data)
        {
            Revision = created.Revision,
        };

        var undo = new ActivityUndo(created.Undo, Config: null);
        await broadcaster.BroadcastAsync(Channels.OfActivity(created.ActivityId), message, undo, cancellationToken);
        await broadcaster.BroadcastAsync(Channels.Activities, message, cancellationToken);
    }
}
