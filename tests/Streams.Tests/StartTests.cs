using Dots.Infrastructure.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Dots.Streams.Tests;

/// <summary>Servers that start on an empty database.</summary>
public sealed class StartTests
{
    [Fact]
    [SqliteOnly]
    public async Task Start_Succeeds_WhenAServerWasKilledWithinAMigrationOnSqlite()
    {
        var database = TestDatabase.CreateEmpty(DatabaseProvider.Sqlite);

        // The migration has created its tables and never gets to note in the history that it has.
        database.Execute(
            """
            CREATE TABLE "__EFMigrationsHistory" (
                "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            CREATE VIEW endless AS WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT n FROM number;
            CREATE TRIGGER stall BEFORE INSERT ON "__EFMigrationsHistory" BEGIN SELECT COUNT(*) FROM endless; END;
            """);
        await using var server = DotsProcess.Launch(database);
        await Waiting.UntilAsync(() => IsMigrating(database), "the server is within its migration");
        await server.KillAsync();
        database.Count("\"__EFMigrationsLock\"").Should().Be(1, "that is what a killed server leaves behind");
        database.Execute("DROP TRIGGER stall; DROP VIEW endless;");

        await server.StartAgainAsync();

        database.Count("boards").Should().Be(0);
    }

    [PostgresFact]
    public async Task Start_Succeeds_WhenAServerWasKilledWithinAMigrationOnPostgres()
    {
        var database = TestDatabase.CreateEmpty(DatabaseProvider.Postgres);
        await using var connection = (NpgsqlConnection)database.Open();
        await using var server = await KillWithinMigrationAsync(database, connection);

        // Its session has to end although the statement that it executes is still blocked, or it would block the next server as well.
        await Waiting.UntilAsync(() => CountBlocked(database) == 0, "the killed server's session has ended");
        await connection.CloseAsync();
        await server.StartAgainAsync();

        database.Count("boards").Should().Be(0);
    }

    [Fact]
    public async Task Start_MigratesOnce_WhenTwoServersStartAtOnce()
    {
        var database = TestDatabase.CreateEmpty(TestDatabase.Chosen);
        await using var one = DotsProcess.Launch(database);
        await using var other = DotsProcess.Launch(database);

        await Task.WhenAll(one.UntilItAnswersAsync(), other.UntilItAnswersAsync());

        database.Count("boards").Should().Be(0);
    }

    private static async Task<DotsProcess> KillWithinMigrationAsync(TestDatabase database, NpgsqlConnection connection)
    {
        // The migration waits to learn whether this transaction commits.
        await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("CREATE TABLE paths (in_the_way integer)", connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        var server = DotsProcess.Launch(database);
        await Waiting.UntilAsync(() => CountBlocked(database) == 1, "the server is within its migration");
        await server.KillAsync();
        return server;
    }

    private static long CountBlocked(TestDatabase database) =>
        database.Count("pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    private static bool IsMigrating(TestDatabase database)
    {
        using var connection = new SqliteConnection($"Data Source={database.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();

        // A row in a table that may not exist yet: the lock of Entity Framework.
        command.CommandText = """SELECT COUNT(*) FROM sqlite_schema WHERE name = '__EFMigrationsLock'""";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return false;
        }

        command.CommandText = """SELECT COUNT(*) FROM "__EFMigrationsLock" """;
        if ((long)command.ExecuteScalar()! == 0)
        {
            return false;
        }

        try
        {
            command.CommandTimeout = 1;
            command.CommandText = "BEGIN IMMEDIATE; ROLLBACK;";
            command.ExecuteNonQuery();
            return false;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY)
        {
            return true;
        }
    }
}
