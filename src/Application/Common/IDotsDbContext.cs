using Dots.Domain.Activities;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Common;

/// <summary>The aggregates, as a unit of work. One instance serves one request and is not thread-safe.</summary>
public interface IDotsDbContext
{
    DbSet<Board> Boards { get; }

    DbSet<Path> Paths { get; }

    DbSet<Solve> Solves { get; }

    DbSet<Activity> Activities { get; }

    DbSet<Participant> Participants { get; }

    DbSet<PresenceLease> PresenceLeases { get; }

    DbSet<ActivityFile> Files { get; }

    /// <exception cref="DbUpdateConcurrencyException">A row changed since it was read.</exception>
    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
