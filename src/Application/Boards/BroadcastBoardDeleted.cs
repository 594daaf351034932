using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Boards;

internal sealed class BroadcastBoardDeleted(IEventBroadcaster broadcaster) : INotificationHandler<BoardDeleted>
{
    public Task Handle(BoardDeleted deleted, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.DeletedBoard,
            SpacedJson.Serialize(
                new BoardPayload(deleted.BoardId, deleted.BoardName, deleted.CreatorUsername),
                PayloadJson.Relaxed.BoardPayload),
            cancellationToken);
}
