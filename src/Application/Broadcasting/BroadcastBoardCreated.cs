using Dots.Application.Boards.Events;
using MediatR;

namespace Dots.Application.Broadcasting;

internal sealed class BroadcastBoardCreated(IEventBroadcaster broadcaster) : INotificationHandler<BoardCreated>
{
    public Task Handle(BoardCreated created, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.NewBoard,
            SpacedJson.Serialize(
                new BoardPayload(created.BoardId, created.BoardName, created.CreatorUsername),
                PayloadJson.Relaxed.BoardPayload),
            cancellationToken);
}
