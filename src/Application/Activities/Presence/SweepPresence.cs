using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>Removes the stale leases of some activities, and the users whose time to leave has come. Any node may do it for all nodes.</summary>
/// <param name="ActivityIds">As <see cref="FindExpiredPresence"/> returns them.</param>
public sealed record SweepPresence(IReadOnlyList<Guid> ActivityIds) : ICommand<Unit>
{
    /// <summary>The limit of one transaction: a server that crashed may have had connections to thousands of activities.</summary>
    public const int MaxActivities = 100;

    public IReadOnlyList<LockKey> LockKeys => [.. ActivityIds.Select(LockKey.Presence)];
}

internal sealed class SweepPresenceHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock, PresenceOptions options)
    : IRequestHandler<SweepPresence, Unit>
{
    public async Task<Unit> Handle(SweepPresence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var staleBefore = now - options.StaleAfter;
        var stale = await db.PresenceLeases
            .Where(lease => request.ActivityIds.Contains(lease.ActivityId) && lease.SeenAt < staleBefore).ToListAsync(cancellationToken);
        await db.EndLeasesAsync(stale, now, isLost: true, cancellationToken);

        var leaving = await db.Participants
            .Where(participant => request.ActivityIds.Contains(participant.ActivityId) && participant.LeavesAt <= now)
            .ToListAsync(cancellationToken);
        db.Participants.RemoveRange(leaving);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var gone in leaving)
        {
            var count = await db.Participants.CountAsync(participant => participant.ActivityId == gone.ActivityId, cancellationToken);
            var actor = new Caller(new User(gone.UserId, gone.Username), ConnectionId: null);
            await mediator.Publish(new UserLeft(gone.ActivityId, gone.Username, gone.IsLost, count, actor, now), cancellationToken);
        }

        return Unit.Value;
    }
}
