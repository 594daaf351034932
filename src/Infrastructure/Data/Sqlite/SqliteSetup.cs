using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Sqlite;

/// <summary>Creates the folder, the file and the schema.</summary>
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

        // Stored in the file. In WAL mode a writer does not block readers.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }
}
