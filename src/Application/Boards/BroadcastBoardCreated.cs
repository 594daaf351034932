using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Boards;

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
