using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities;

internal sealed class BroadcastActivityDeleted(IEventBroadcaster broadcaster) : INotificationHandler<ActivityDeleted>
{
    public async Task Handle(ActivityDeleted deleted, CancellationToken cancellationToken)
    {
        var message = new ActivityMessage(
            ActivityMessages.ActivityDeleted,
            deleted.ActivityId,
            deleted.Actor,
            deleted.At,
            MessageData.Of(("id", deleted.ActivityId), ("name", deleted.Name)))
        {
            Revision = deleted.Revision,
        };

        var undo = new ActivityUndo(deleted.Undo, deleted.ConfigUndo);
        await broadcaster.BroadcastAsync(Channels.OfActivity(deleted.ActivityId), message, undo, cancellationToken);
        if (!deleted.IsPrivate)
        {
            await broadcaster.BroadcastAsync(Channels.Activities, message, cancellationToken);
        }
    }
}
