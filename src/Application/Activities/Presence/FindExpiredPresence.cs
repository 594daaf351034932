using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>
/// The activities that <see cref="SweepPresence"/> has something to do for, at most <see cref="SweepPresence.MaxActivities"/> at once. Asked
/// outside of a transaction, because nearly always there is none, and writers should not have to wait for that.
/// </summary>
public sealed record FindExpiredPresence : IQuery<IReadOnlyList<Guid>>;

internal sealed class FindExpiredPresenceHandler(IDotsDbContext db, TimeProvider clock, PresenceOptions options)
    : IRequestHandler<FindExpiredPresence, IReadOnlyList<Guid>>
{
    public async Task<IReadOnlyList<Guid>> Handle(FindExpiredPresence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var staleBefore = now - options.StaleAfter;
        return await db.PresenceLeases.Where(lease => lease.SeenAt < staleBefore).Select(lease => lease.ActivityId)
            .Union(db.Participants.Where(participant => participant.LeavesAt <= now).Select(participant => participant.ActivityId))
            .Order()
            .Take(SweepPresence.MaxActivities)
            .ToListAsync(cancellationToken);
    }
}
