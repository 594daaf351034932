using Dots.Application.Boards;
using Dots.Application.Events;
using Dots.Domain.Boards;
using MediatR;

namespace Dots.Application.Solving;

/// <summary>A board's puzzle was checked, or its check given up. Published within the command's transaction, after the save.</summary>
public sealed record BoardChecked(long BoardId, string BoardName, string CreatorUsername, Verdict Verdict) : INotification;

internal sealed class BroadcastSolvingEvents(IEventBroadcaster broadcaster) : INotificationHandler<BoardChecked>
{
    public Task Handle(BoardChecked notification, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.CheckedBoard,
            new VerdictPayload(notification.BoardId, notification.BoardName, notification.CreatorUsername, VerdictNames.Of(notification.Verdict)),
            cancellationToken);
}
