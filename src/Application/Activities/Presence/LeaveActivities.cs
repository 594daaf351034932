using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>
/// A server process that stops has closed its connections to some activities: their users leave as if each connection had been closed by its
/// client, but in one transaction, because a server that stops has little time.
/// </summary>
public sealed record LeaveActivities(IReadOnlyList<Guid> ActivityIds, Guid NodeId) : ICommand<Unit>
{
    public IReadOnlyList<LockKey> LockKeys => [.. ActivityIds.Select(LockKey.Presence)];
}

internal sealed class LeaveActivitiesHandler(IDotsDbContext db, TimeProvider clock, PresenceOptions options)
    : IRequestHandler<LeaveActivities, Unit>
{
    public async Task<Unit> Handle(LeaveActivities request, CancellationToken cancellationToken)
    {
        var leases = await db.PresenceLeases
            .Where(lease => lease.NodeId == request.NodeId && request.ActivityIds.Contains(lease.ActivityId)).ToListAsync(cancellationToken);
        await db.EndLeasesAsync(leases, clock.GetUtcNow() + options.GracePeriod, isLost: false, cancellationToken);
        return Unit.Value;
    }
}
