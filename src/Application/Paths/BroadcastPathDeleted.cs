using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Paths;

internal sealed class BroadcastPathDeleted(IEventBroadcaster broadcaster) : INotificationHandler<PathDeleted>
{
    public Task Handle(PathDeleted deleted, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.DeletedPath,
            SpacedJson.Serialize(
                new PathPayload(deleted.PathId, deleted.BoardId, deleted.BoardName, deleted.Username),
                PayloadJson.Relaxed.PathPayload),
            cancellationToken);
}
