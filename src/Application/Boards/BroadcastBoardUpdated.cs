using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Boards;

internal sealed class BroadcastBoardUpdated(IEventBroadcaster broadcaster) : INotificationHandler<BoardUpdated>
{
    public Task Handle(BoardUpdated updated, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.UpdatedBoard,
            SpacedJson.Serialize(
                new BoardPayload(updated.BoardId, updated.BoardName, updated.CreatorUsername),
                PayloadJson.Relaxed.BoardPayload),
            cancellationToken);
}
