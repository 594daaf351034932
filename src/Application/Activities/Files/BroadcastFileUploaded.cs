using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Activities.Files;

internal sealed class BroadcastFileUploaded(IEventBroadcaster broadcaster) : INotificationHandler<FileUploaded>
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
                ("url", FileDto.UrlOf(uploaded.ActivityId, uploaded.Name)))),
        cancellationToken);
}
