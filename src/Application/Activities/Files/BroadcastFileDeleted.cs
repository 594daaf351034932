using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Files;

internal sealed class BroadcastFileDeleted(IEventBroadcaster broadcaster) : INotificationHandler<FileDeleted>
{
    public Task Handle(FileDeleted deleted, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.OfActivity(deleted.ActivityId),
        new ActivityMessage(
            ActivityMessages.FileDeleted, deleted.ActivityId, deleted.Actor, deleted.At, MessageData.Of(("name", deleted.Name))),
        cancellationToken);
}
