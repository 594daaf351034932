using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>The heartbeat of a server process: renews all its leases.</summary>
/// <returns>
/// How many there are. It is not the number of the server's connections if leases have become stale meanwhile, or if the end of a connection
/// could not be saved: see <see cref="FindLeases"/>.
/// </returns>
public sealed record RenewPresence(Guid NodeId) : ICommand<int>
{
    /// <remarks>None: a lease that is removed at the same time is simply not renewed.</remarks>
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;
}

internal sealed class RenewPresenceHandler(IDotsDbContext db, TimeProvider clock) : IRequestHandler<RenewPresence, int>
{
    public Task<int> Handle(RenewPresence request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.PresenceLeases.Where(lease => lease.NodeId == request.NodeId)
            .ExecuteUpdateAsync(set => set.SetProperty(lease => lease.SeenAt, now), cancellationToken);
    }
}
