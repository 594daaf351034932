using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities;

/// <summary>The change to the activity's own readers; that there was one, without what it was, to the readers of all activities.</summary>
internal sealed class BroadcastActivityUpdated(IEventBroadcaster broadcaster) : INotificationHandler<ActivityUpdated>
{
    public async Task Handle(ActivityUpdated updated, CancellationToken cancellationToken)
    {
        var state = MessageData.Of(("id", updated.ActivityId), ("revision", updated.Revision), ("hash", updated.Hash));
        var message = new ActivityMessage(
            ActivityMessages.ActivityUpdated, updated.ActivityId, updated.Actor, updated.At, MessageData.With(state, updated.Change.Updated))
        {
            Revision = updated.Revision,
            BaseRevision = updated.Revision - 1,
            Change = updated.Change,
        };
        var undo = new ActivityUndo(updated.Undo, Config: null);
        await broadcaster.BroadcastAsync(Channels.OfActivity(updated.ActivityId), message, undo, cancellationToken);

        if (!updated.IsPrivate)
        {
            var inShort = message with
            {
                Data = MessageData.With(state, MessageData.Of(("name", updated.Name))),
                Change = null,
            };
            await broadcaster.BroadcastAsync(Channels.Activities, inShort, cancellationToken);
        }
    }
}
