using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Data;

public sealed class SchemaTests
{
    [Fact]
    public async Task Model_HasNoChangesThatAMigrationLacks()
    {
        using var database = TestDatabase.CreateEmpty();
        await using var node = new Node(database);

        (await node.InScopeAsync<DotsDbContext, bool>(db => Task.FromResult(db.Database.HasPendingModelChanges()))).Should().BeFalse();
    }

    [Fact]
    public async Task Migrate_MakesAWorkingDatabase_InAFolderThatIsNotThereYet()
    {
        using var root = TestDatabase.CreateEmpty();
        var file = System.IO.Path.Combine(root.Folder, "some", "where", "dots.db");
        var connectionString = SqliteConnections.Complete("Data Source=some/where/dots.db", root.Folder);
        await using (var services = new ServiceCollection().AddLogging().AddInfrastructure(connectionString).BuildServiceProvider())
        {
            await services.MigrateDotsAsync(default);

            // Once more, as every start does.
            await services.MigrateDotsAsync(default);
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
            (await db.Boards.CountAsync()).Should().Be(0);
            (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()).Should().Equal("wal");
            (await db.Database.SqlQueryRaw<long>("PRAGMA synchronous").ToListAsync()).Should().Equal(2);
            (await db.Database.SqlQueryRaw<long>("PRAGMA foreign_keys").ToListAsync()).Should().Equal(1);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        System.IO.File.Exists(file).Should().BeTrue();
    }

    [Fact]
    public async Task Schema_IsNamedInSnakeCase()
    {
        using var database = TestDatabase.Create();
        await using var connection = database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\_\_%' ESCAPE '\'
            """;
        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        columns.Should().Contain("boards.creator_username").And.AllSatisfy(name => name.Should().MatchRegex("^[a-z0-9_.]+$"));
    }
}
