using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Paths;

internal sealed class BroadcastPathEvents(IEventBroadcaster broadcaster)
    : INotificationHandler<PathCreated>, INotificationHandler<PathUpdated>, INotificationHandler<PathDeleted>, INotificationHandler<BoardSolved>
{
    public Task Handle(PathCreated created, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.NewPath, new PathPayload(created.PathId, created.BoardId, created.BoardName, created.Username), cancellationToken);

    public Task Handle(PathUpdated updated, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.UpdatedPath, new PathPayload(updated.PathId, updated.BoardId, updated.BoardName, updated.Username), cancellationToken);

    public Task Handle(PathDeleted deleted, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.DeletedPath, new PathPayload(deleted.PathId, deleted.BoardId, deleted.BoardName, deleted.Username), cancellationToken);

    public Task Handle(BoardSolved solved, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.SolvedBoard, new PathPayload(solved.PathId, solved.BoardId, solved.BoardName, solved.Username), cancellationToken);
}
