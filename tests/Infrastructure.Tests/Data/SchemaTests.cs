using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Domain.Boards;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Postgres;
using Dots.Infrastructure.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Data;

public sealed class SchemaTests
{
    [Fact]
    public void Model_HasNoPendingChanges_OnSqlite()
    {
        using var db = new DotsDbContext(new DbContextOptionsBuilder<DotsDbContext>().UseSqlite("Data Source=:memory:").Options);

        db.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Fact]
    public void Model_HasNoPendingChanges_OnPostgres()
    {
        using var db = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=nowhere").Options);

        db.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Fact]
    [SqliteOnly]
    public async Task Migrate_CreatesAWorkingDatabase_WhenTheFolderDoesNotExist()
    {
        using var root = TestDatabase.CreateEmpty(DatabaseProvider.Sqlite);
        var file = System.IO.Path.Combine(root.Folder, "some", "where", "dots.db");
        var connectionString = SqliteConnections.Complete("Data Source=some/where/dots.db", root.Folder);
        await using (var services = new ServiceCollection().AddLogging().AddInfrastructure(DatabaseProvider.Sqlite, connectionString).BuildServiceProvider())
        {
            await services.MigrateDotsAsync(default);

            // Again, because every start migrates.
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

    [Theory]
    [InlineData("20991231235959_Later", "a newer version of Dots has migrated it (20991231235959_Later); *")]
    [InlineData("20261121213732_Initial", "*a development version of Dots that was never released (20261121213732_Initial)*")]
    public async Task Migrate_Refuses_WhenTheDatabaseHasAnUnknownMigration(string id, string expected)
    {
        using var database = TestDatabase.Create();
        database.Execute($"""INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('{id}', '10.0.0')""");
        await using var services = new ServiceCollection().AddLogging()
            .AddInfrastructure(database.Provider, database.ConnectionString).BuildServiceProvider();

        await FluentActions.Awaiting(() => services.MigrateDotsAsync(default)).Should().ThrowAsync<SchemaException>().WithMessage(expected);
    }

    [Fact]
    public async Task Migrate_FoldsTheNamesOfAnEarlierVersion()
    {
        using var database = TestDatabase.Create();
        await using var node = new Node(database);
        await node.InScopeAsync<DotsDbContext, int>(async db =>
        {
            var grid = Grid.Create(1, 2, []);
            db.Boards.Add(Board.Create("Stra\u00DFe", grid, BoardRule.AllCells, TestDatabase.Ada, "ada", DateTimeOffset.UnixEpoch));
            db.Activities.Add(Activity.Create(
                (JsonObject)JsonValue.Parse("""{"name":"Z\u0301o"}"""), Guid.NewGuid(), TestDatabase.Ada, "ada", DateTimeOffset.UnixEpoch));
            await db.SaveChangesAsync();
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(id => id.EndsWith("_StoredBytes", StringComparison.Ordinal)));
            return 0;
        });
        database.Execute("UPDATE boards SET name_folded = 'STRA\u00DFE'");
        database.Execute("UPDATE users SET user_name = 'Stra\u00DFe', normalized_user_name = 'STRA\u00DFE' WHERE id = 1");
        database.Execute("UPDATE users SET user_name = 'strasse', normalized_user_name = 'STRASSE' WHERE id = 2");
        database.Execute("UPDATE users SET user_name = 'Z\u0301o', normalized_user_name = 'Z\u0301O' WHERE id = 3");

        await node.Get<IServiceProvider>().MigrateDotsAsync(default);

        (await node.InScopeAsync<DotsDbContext, string>(db => db.Boards.Select(b => EF.Property<string>(b, NameFolding.ColumnOfBoardName)).SingleAsync()))
            .Should().Be("STRASSE");
        (await node.InScopeAsync<DotsDbContext, string>(db => db.Activities.Select(a => EF.Property<string>(a, NameFolding.ColumnOfActivityName)).SingleAsync()))
            .Should().Be("\u0179O");
        (await node.InScopeAsync<DotsDbContext, List<string?>>(db => db.Users.OrderBy(u => u.Id).Select(u => u.NormalizedUserName).ToListAsync()))
            .Should().Equal(["=1", "STRASSE", "\u0179O"], "the name of the second account was there first, so the first one's stays unique");
    }

    [Fact]
    public async Task Migrate_ClearsWhatFreeLinesHaveFilled()
    {
        using var database = TestDatabase.Create();
        await using var node = new Node(database);
        await node.InScopeAsync<DotsDbContext, int>(async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First(id => id.EndsWith("_FoldedNames", StringComparison.Ordinal)));
            return 0;
        });
        var yes = database.Provider == DatabaseProvider.Postgres ? "TRUE" : "1";
        foreach (var (id, dots, lines) in new[]
        {
            (1, """[[0,0,"#E6194B"],[0,1,"#E6194B"]]""", """[["#E6194B",0,0,0,1]]"""),
            (2, """[[0,0,"#E6194B"],[0,1,"#E6194B"]]""", """[["#E6194B",0,0,0,1],[null,1,0,1,1]]"""),
            (3, "[]", "[[null,0,0,0,1]]"),
        })
        {
            database.Execute(
                $"""
                INSERT INTO boards (id, name, name_folded, rows, cols, dots, rule, verdict, creator_id, creator_username, created_at, updated_at, revision, puzzle_revision, geometry_revision)
                VALUES ({id}, 'x', 'X', 2, 2, '{dots}', 'AllCells', 'Unknown', 1, 'ada', 0, 0, 1, 1, 1)
                """);
            database.Execute(
                $"""
                INSERT INTO paths (id, board_id, user_id, username, board_revision, lines, connected, filled, created_at, updated_at, revision)
                VALUES ({id}, {id}, 1, 'ada', 1, '{lines}', {yes}, {yes}, 0, 0, 1)
                """);
        }

        await node.Get<IServiceProvider>().MigrateDotsAsync(default);

        var flags = await node.InScopeAsync<DotsDbContext, List<string>>(
            db => db.Paths.OrderBy(path => path.Id).Select(path => $"{path.Connected} {path.Filled}").ToListAsync());
        flags.Should().Equal("True True", "True False", "False False");
    }

    [Fact]
    public async Task Migrate_MeasuresTheActivitiesOfAnEarlierVersion()
    {
        using var database = TestDatabase.Create();
        await using var node = new Node(database);
        await node.InScopeAsync<DotsDbContext, int>(async db =>
        {
            foreach (var document in new[] { """{"name":"Tea"}""", $$"""{"text":"{{new string('é', 4096)}}"}""" })
            {
                db.Activities.Add(Activity.Create((JsonObject)JsonValue.Parse(document), Guid.NewGuid(), TestDatabase.Ada, "ada", DateTimeOffset.UnixEpoch));
            }

            await db.SaveChangesAsync();
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
            await db.GetService<IMigrator>().MigrateAsync();
            return 0;
        });

        var measured = await node.InScopeAsync<DotsDbContext, List<int>>(db => db.Activities.OrderBy(a => a.Number).Select(a => a.StoredBytes).ToListAsync());
        measured.Should().Equal(4096, 3 * 4096);
    }

    [Fact]
    [SqliteOnly]
    public async Task Quotas_ReadNoDocument()
    {
        using var database = TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var node = new Node(database);
        var plan = await node.InScopeAsync<DotsDbContext, string>(async db =>
        {
            await using var explain = db.Activities.Where(a => a.OwnerId == 1).Select(a => a.StoredBytes).CreateDbCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + explain.CommandText;
            await db.Database.OpenConnectionAsync();
            await using var reader = await explain.ExecuteReaderAsync();
            await reader.ReadAsync();
            return reader.GetString(3);
        });

        plan.Should().Be("SEARCH a USING COVERING INDEX ix_activities_owner_id_is_buried_stored_bytes (owner_id=?)");
    }

    [Fact]
    public async Task Schema_UsesSnakeCase_WhenMigrated()
    {
        using var database = TestDatabase.Create();
        await using var connection = database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\_\_%' ESCAPE '\'
            """;
        if (database.Provider == DatabaseProvider.Postgres)
        {
            command.CommandText =
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_%'
                """;
        }

        var columns = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add(reader.GetString(0));
        }

        columns.Should().Contain("boards.creator_username").And.AllSatisfy(name => name.Should().MatchRegex("^[a-z0-9_.]+$"));
    }
}
