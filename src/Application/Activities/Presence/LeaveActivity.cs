using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>
/// A connection to an activity has ended. If it was the user's last one there, the user leaves after
/// <see cref="PresenceOptions.GracePeriod"/>. Nothing happens if the lease has become stale and was removed before.
/// </summary>
public sealed record LeaveActivity(Guid ActivityId, Guid LeaseId) : ICommand<Unit>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Presence(ActivityId)];
}

internal sealed class LeaveActivityHandler(IDotsDbContext db, TimeProvider clock, PresenceOptions options) : IRequestHandler<LeaveActivity, Unit>
{
    public async Task<Unit> Handle(LeaveActivity request, CancellationToken cancellationToken)
    {
        var leases = await db.PresenceLeases
            .Where(lease => lease.Id == request.LeaseId && lease.ActivityId == request.ActivityId).ToListAsync(cancellationToken);
        await db.EndLeasesAsync(leases, clock.GetUtcNow() + options.GracePeriod, isLost: false, cancellationToken);
        return Unit.Value;
    }
}
