using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

internal static class EndedLeases
{
    /// <summary>Removes leases, and schedules the departure of each user who has no other lease on the same activity.</summary>
    public static async Task EndLeasesAsync(
        this IDotsDbContext db, IReadOnlyList<PresenceLease> leases, DateTimeOffset leavesAt, bool isLost, CancellationToken cancellationToken)
    {
        if (leases.Count == 0)
        {
            return;
        }

        // Saved before the query below looks for the leases that are left.
        db.PresenceLeases.RemoveRange(leases);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (activityId, userId) in leases.Select(lease => (lease.ActivityId, lease.UserId)).Distinct())
        {
            var participant = await db.Participants.FirstOrDefaultAsync(
                p => p.ActivityId == activityId && p.UserId == userId && p.LeavesAt == null, cancellationToken);
            if (participant is not null
                && !await db.PresenceLeases.AnyAsync(other => other.ActivityId == activityId && other.UserId == userId, cancellationToken))
            {
                participant.ScheduleDeparture(leavesAt, isLost);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
