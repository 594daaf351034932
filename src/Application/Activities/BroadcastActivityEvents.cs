using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities;

internal sealed class BroadcastActivityEvents(IEventBroadcaster broadcaster)
    : INotificationHandler<ActivityCreated>,
        INotificationHandler<ActivityUpdated>,
        INotificationHandler<ActivityDeleted>,
        INotificationHandler<ActivityConfigured>
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
        if (!created.IsPrivate)
        {
            await broadcaster.BroadcastAsync(Channels.Activities, message, cancellationToken);
        }
    }

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
            // The channel of all activities says that there was a change, not what changed.
            var summary = message with
            {
                Data = MessageData.With(state, MessageData.Of(("name", updated.Name))),
                Change = null,
            };
            await broadcaster.BroadcastAsync(Channels.Activities, summary, cancellationToken);
        }
    }

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

    public Task Handle(ActivityConfigured configured, CancellationToken cancellationToken)
    {
        var message = new ActivityMessage(
            ActivityMessages.ConfigUpdated,
            configured.ActivityId,
            configured.Actor,
            configured.At,
            MessageData.With(MessageData.Of(("config_revision", configured.ConfigRevision)), configured.Change.Updated))
        {
            BaseRevision = configured.ConfigRevision - 1,
            Change = configured.Change,
        };
        var undo = new ActivityUndo(Document: null, configured.Undo);
        return broadcaster.BroadcastAsync(Channels.OfActivity(configured.ActivityId), message, undo, cancellationToken);
    }
}
