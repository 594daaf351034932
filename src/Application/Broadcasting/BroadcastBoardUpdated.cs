using Dots.Application.Boards.Events;
using MediatR;

namespace Dots.Application.Broadcasting;

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
