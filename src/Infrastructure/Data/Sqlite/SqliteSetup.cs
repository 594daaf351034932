using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Sqlite;

/// <summary>Creates the folder, the file and the schema. Does not write to a database that is up to date.</summary>
internal sealed class SqliteSetup(DotsDbContext db, SchemaLock schemaLock) : IDatabaseSetup
{
    /// <summary>How long a migration waits for other processes that are using the database, such as a backup.</summary>
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (System.IO.Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            System.IO.Directory.CreateDirectory(folder);
        }

        if (await IsPreparedAsync(cancellationToken))
        {
            return;
        }

        System.IO.FileStream? lockFile = null;
        await schemaLock.AcquireAsync(() => Task.FromResult((lockFile = TryLock($"{file}-migration")) is not null), cancellationToken);
        await using (lockFile)
        {
            // Again, because the server that held the lock may have been of another version.
            if (await SchemaHistory.NeedsMigrationAsync(db.Database, cancellationToken))
            {
                db.Database.SetCommandTimeout(BusyTimeout);

                // A process that was killed while it migrated leaves a row in this table, for which MigrateAsync would wait indefinitely. It
                // cannot be the row of a live one, which would hold the lock file.
                await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
                await db.Database.MigrateAsync(cancellationToken);
            }

            // Stored in the file. In WAL mode a writer does not block readers.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        }
    }

    private async Task<bool> IsPreparedAsync(CancellationToken cancellationToken) =>
        !await SchemaHistory.NeedsMigrationAsync(db.Database, cancellationToken)
        && await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync(cancellationToken) is ["wal"];

    /// <summary>
    /// Locks a file until it is closed, or until the process ends in whatever way. The file itself stays: a process could lock it between its
    /// release and its deletion, while the next one creates and locks a new file.
    /// </summary>
    /// <returns>Null if another process holds the lock.</returns>
    private static System.IO.FileStream? TryLock(string file)
    {
        try
        {
            return new System.IO.FileStream(file, System.IO.FileMode.OpenOrCreate, System.IO.FileAccess.ReadWrite, System.IO.FileShare.None);
        }
        catch (System.IO.IOException exception) when (IsSharingViolation(exception))
        {
            return null;
        }
    }

    private static bool IsSharingViolation(System.IO.IOException exception)
    {
        // .NET reports ERROR_SHARING_VIOLATION on Windows, and elsewhere errno, here of flock.
        const int windows = unchecked((int)0x80070020);
        const int linuxAgain = 11;
        const int darwinAgain = 35;
        return exception.HResult is windows or linuxAgain or darwinAgain;
    }
}
