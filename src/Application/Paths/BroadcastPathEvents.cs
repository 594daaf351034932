using Dots.Application.Activities;
using Dots.Application.Common;
using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Paths;

/// <summary>
/// Everybody learns that a path exists. Its user alone learns of its revision, so that their other devices can fetch it. No event has the lines.
/// </summary>
internal sealed class BroadcastPathEvents(IEventBroadcaster broadcaster)
    : INotificationHandler<PathCreated>, INotificationHandler<PathUpdated>, INotificationHandler<PathDeleted>, INotificationHandler<BoardSolved>
{
    public async Task Handle(PathCreated created, CancellationToken cancellationToken)
    {
        var (pathId, boardId, boardName, revision, actor, at) = created;
        await broadcaster.BroadcastAsync(EventTypes.NewPath, Payload(pathId, boardId, boardName, actor), cancellationToken);
        await BroadcastToUserAsync(ActivityMessages.PathSaved, pathId, boardId, boardName, revision, actor, at, cancellationToken);
    }

    public async Task Handle(PathUpdated updated, CancellationToken cancellationToken)
    {
        var (pathId, boardId, boardName, revision, actor, at) = updated;
        await broadcaster.BroadcastAsync(EventTypes.UpdatedPath, Payload(pathId, boardId, boardName, actor), cancellationToken);
        await BroadcastToUserAsync(ActivityMessages.PathSaved, pathId, boardId, boardName, revision, actor, at, cancellationToken);
    }

    public async Task Handle(PathDeleted deleted, CancellationToken cancellationToken)
    {
        var (pathId, boardId, boardName, revision, actor, at) = deleted;
        await broadcaster.BroadcastAsync(EventTypes.DeletedPath, Payload(pathId, boardId, boardName, actor), cancellationToken);
        await BroadcastToUserAsync(ActivityMessages.PathDeleted, pathId, boardId, boardName, revision, actor, at, cancellationToken);
    }

    public Task Handle(BoardSolved solved, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.SolvedBoard, new PathPayload(solved.PathId, solved.BoardId, solved.BoardName, solved.Username), cancellationToken);

    private static PathPayload Payload(long pathId, long boardId, string boardName, Caller actor) =>
        new(pathId, boardId, boardName, actor.Required.Username);

    private Task BroadcastToUserAsync(
        int message, long pathId, long boardId, string boardName, int revision, Caller actor, DateTimeOffset at, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.OfUser(actor.Required.Id),
            new ActivityMessage(
                message,
                ActivityId: null,
                actor,
                at,
                MessageData.Of(("path_id", pathId), ("board_id", boardId), ("board_name", boardName), ("revision", revision))),
            cancellationToken);
}
