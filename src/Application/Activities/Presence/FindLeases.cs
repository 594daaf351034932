using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>The leases of a server process, to be compared with its connections.</summary>
public sealed record FindLeases(Guid NodeId) : IQuery<IReadOnlyList<LeaseDto>>;

public sealed record LeaseDto(Guid Id, Guid ActivityId);

internal sealed class FindLeasesHandler(IDotsDbContext db) : IRequestHandler<FindLeases, IReadOnlyList<LeaseDto>>
{
    public async Task<IReadOnlyList<LeaseDto>> Handle(FindLeases request, CancellationToken cancellationToken) =>
        await db.PresenceLeases.Where(lease => lease.NodeId == request.NodeId)
            .Select(lease => new LeaseDto(lease.Id, lease.ActivityId))
            .ToListAsync(cancellationToken);
}
