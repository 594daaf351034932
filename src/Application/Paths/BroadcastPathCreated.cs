using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Paths;

internal sealed class BroadcastPathCreated(IEventBroadcaster broadcaster) : INotificationHandler<PathCreated>
{
    public Task Handle(PathCreated created, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.NewPath,
            SpacedJson.Serialize(
                new PathPayload(created.PathId, created.BoardId, created.BoardName, created.Username),
                PayloadJson.Relaxed.PathPayload),
            cancellationToken);
}
