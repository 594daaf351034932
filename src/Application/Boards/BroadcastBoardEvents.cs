using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Boards;

internal sealed class BroadcastBoardEvents(IEventBroadcaster broadcaster)
    : INotificationHandler<BoardCreated>, INotificationHandler<BoardUpdated>, INotificationHandler<BoardDeleted>
{
    public Task Handle(BoardCreated created, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.NewBoard, new BoardPayload(created.BoardId, created.BoardName, created.CreatorUsername), cancellationToken);

    public Task Handle(BoardUpdated updated, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.UpdatedBoard, new BoardPayload(updated.BoardId, updated.BoardName, updated.CreatorUsername), cancellationToken);

    public Task Handle(BoardDeleted deleted, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.DeletedBoard, new BoardPayload(deleted.BoardId, deleted.BoardName, deleted.CreatorUsername), cancellationToken);
}
