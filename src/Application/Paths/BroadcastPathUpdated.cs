using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Paths;

internal sealed class BroadcastPathUpdated(IEventBroadcaster broadcaster) : INotificationHandler<PathUpdated>
{
    public Task Handle(PathUpdated updated, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.UpdatedPath,
            SpacedJson.Serialize(
                new PathPayload(updated.PathId, updated.BoardId, updated.BoardName, updated.Username),
                PayloadJson.Relaxed.PathPayload),
            cancellationToken);
}
