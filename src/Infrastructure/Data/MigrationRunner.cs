using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Data;

/// <summary>Brings the database to the schema that this version expects, creating it if need be.</summary>
public static class MigrationRunner
{
    public static async Task MigrateDotsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        CreateFolderOf(db.Database.GetConnectionString());
        await db.Database.MigrateAsync(cancellationToken);

        // Kept in the file itself: readers go on while somebody writes.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
    }

    private static void CreateFolderOf(string? connectionString)
    {
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(connectionString).DataSource;
        if (System.IO.Path.GetDirectoryName(file) is { Length: > 0 } folder)
        {
            System.IO.Directory.CreateDirectory(folder);
        }
    }
}
