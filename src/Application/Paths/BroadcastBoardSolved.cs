using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Paths;

internal sealed class BroadcastBoardSolved(IEventBroadcaster broadcaster) : INotificationHandler<BoardSolved>
{
    public Task Handle(BoardSolved solved, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            Channels.Notifications,
            EventTypes.SolvedBoard,
            SpacedJson.Serialize(
                new PathPayload(solved.PathId, solved.BoardId, solved.BoardName, solved.Username),
                PayloadJson.Relaxed.PathPayload),
            cancellationToken);
}
