using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Files;

internal sealed class BroadcastFileEvents(IEventBroadcaster broadcaster) : INotificationHandler<FileUploaded>, INotificationHandler<FileDeleted>
{
    public Task Handle(FileUploaded uploaded, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.OfActivity(uploaded.ActivityId),
        new ActivityMessage(
            ActivityMessages.FileUploaded,
            uploaded.ActivityId,
            uploaded.Actor,
            uploaded.At,
            MessageData.Of(
                ("name", uploaded.Name),
                ("size", uploaded.Size),
                ("content_type", uploaded.ContentType),
                ("file_hash", uploaded.Md5),
                ("sha256", uploaded.Sha256),
                ("url", uploaded.Url))),
        cancellationToken);

    public Task Handle(FileDeleted deleted, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.OfActivity(deleted.ActivityId),
        new ActivityMessage(
            ActivityMessages.FileDeleted, deleted.ActivityId, deleted.Actor, deleted.At, MessageData.Of(("name", deleted.Name))),
        cancellationToken);
}
