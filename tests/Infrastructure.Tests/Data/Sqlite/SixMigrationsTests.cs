using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Data.Sqlite;

/// <summary>A database created by the six migrations that one migration has replaced. SixMigrations.sql holds the statements that they executed.</summary>
public sealed class SixMigrationsTests
{
    private const string Schema =
        """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name <> '__EFMigrationsLock'
        UNION SELECT m.name || '.' || f."from" || ' > ' || f."table" || '.' || f."to" || ' ' || f.on_delete FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
        UNION SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
        ORDER BY 1
        """;

    [Fact]
    [SqliteOnly]
    public async Task Migrate_CreatesTheSameSchema_WhenTheDatabaseHasTheSixMigrations()
    {
        using var root = TestDatabase.CreateEmpty(DatabaseProvider.Sqlite);
        var old = SqliteConnections.Complete("Data Source=old.db", root.Folder);
        await using (var connection = new SqliteConnection(old))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = await System.IO.File.ReadAllTextAsync(
                System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "Sqlite", "SixMigrations.sql"));
            await command.ExecuteNonQueryAsync();
        }

        var (schema, history) = await MigrateAsync(old);

        var (fresh, _) = await MigrateAsync(SqliteConnections.Complete("Data Source=fresh.db", root.Folder));
        schema.Should().Equal(fresh).And.Contain("boards.creator_username TEXT 1 0");
        history.Should().Contain("20261122010148_Registrations").And.NotContain("20261122010148_Initial", "it replaces the six")
            .And.Contain("20261128142847_StoredBytes", "later ones are applied");
        SqliteConnection.ClearAllPools();
    }

    private static async Task<(List<string> Schema, List<string> History)> MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection()
            .AddLogging().AddInfrastructure(DatabaseProvider.Sqlite, connectionString).BuildServiceProvider();
        await services.MigrateDotsAsync(default);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        (await db.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
        (await db.Boards.CountAsync()).Should().Be(0);
        return (
            await db.Database.SqlQueryRaw<string>(Schema).ToListAsync(),
            await db.Database.SqlQueryRaw<string>("""SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY 1""").ToListAsync());
    }
}
