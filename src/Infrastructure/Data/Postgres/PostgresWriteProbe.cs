using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Postgres;

/// <inheritdoc cref="IWriteProbe"/>
/// <remarks>
/// Only asks whether the database is read-only, as a standby is. A row that is written and rolled back would rarely need space on the disk, so
/// it could not detect that there is none.
/// </remarks>
internal sealed class PostgresWriteProbe(DotsDbContext db) : IWriteProbe
{
    public async Task<string?> RunAsync(CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<string>("SHOW transaction_read_only").ToListAsync(cancellationToken) is ["on"]
            ? "The database cannot be written to."
            : null;
}
