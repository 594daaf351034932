using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Sqlite;

/// <summary>Makes the folder, the file and the schema.</summary>
internal sealed class SqliteSetup(DotsDbContext db) : IDatabaseSetup
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (System.IO.Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            System.IO.Directory.CreateDirectory(folder);
        }

        await db.Database.MigrateAsync(cancellationToken);

        // Kept in the file itself: readers go on while somebody writes.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }
}
