using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities;

internal sealed class BroadcastActivityConfigured(IEventBroadcaster broadcaster) : INotificationHandler<ActivityConfigured>
{
    public Task Handle(ActivityConfigured configured, CancellationToken cancellationToken)
    {
        var state = MessageData.Of(("config_revision", configured.ConfigRevision));
        var message = new ActivityMessage(
            ActivityMessages.ConfigUpdated,
            configured.ActivityId,
            configured.Actor,
            configured.At,
            MessageData.With(state, configured.Change.Updated))
        {
            BaseRevision = configured.ConfigRevision - 1,
            Change = configured.Change,
        };
        var undo = new ActivityUndo(Document: null, configured.Undo);
        return broadcaster.BroadcastAsync(Channels.OfActivity(configured.ActivityId), message, undo, cancellationToken);
    }
}
