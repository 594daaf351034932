using Dots.Infrastructure.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Tests.Data.Sqlite;

[SqliteOnly]
public sealed class SqliteSetupTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.CreateEmpty(DatabaseProvider.Sqlite);

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Prepare_CreatesOneSchema_WhenSeveralServersStartAndAKilledOneHasLeftItsLock()
    {
        // As Entity Framework creates and holds its lock.
        _database.Execute(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-28 12:00:00+00:00');
            """);
        var servers = Enumerable.Range(0, 4).Select(_ => Services()).ToList();

        await Task.WhenAll(servers.Select(server => Task.Run(() => server.MigrateDotsAsync(default)))).WaitAsync(Waiting.Timeout);

        _database.Count("boards").Should().Be(0);
        servers.ForEach(server => server.Dispose());
    }

    [Fact]
    public async Task Prepare_LogsAndGivesUp_WhenAnotherServerDoesNotFinish()
    {
        await using var server = Services(TimeSpan.FromSeconds(1));
        await using (new System.IO.FileStream(
            $"{_database.File}-migration", System.IO.FileMode.Create, System.IO.FileAccess.ReadWrite, System.IO.FileShare.None))
        {
            await FluentActions.Awaiting(() => server.MigrateDotsAsync(default))
                .Should().ThrowAsync<SchemaException>().WithMessage("another server has been migrating it for more than 1 s");
        }

        server.GetFakeLogCollector().GetSnapshot().Where(record => record.Level == LogLevel.Warning).Select(record => record.Message)
            .Should().Equal("Another server is migrating the database; waited 0 s so far, of at most 1 s");

        await server.MigrateDotsAsync(default);
        _database.Count("boards").Should().Be(0);
    }

    [Fact]
    public async Task Prepare_WritesNothing_WhenTheSchemaIsUpToDate()
    {
        using var database = TestDatabase.Create(DatabaseProvider.Sqlite);
        await using var server = new ServiceCollection().AddLogging()
            .AddInfrastructure(database.Provider, $"{database.ConnectionString};Mode=ReadOnly").BuildServiceProvider();

        await server.MigrateDotsAsync(default);

        System.IO.File.Exists($"{database.File}-migration").Should().BeFalse();
    }

    private ServiceProvider Services(TimeSpan? timeout = null) =>
        new ServiceCollection().AddLogging(logging => logging.AddFakeLogging())
            .AddInfrastructure(_database.Provider, _database.ConnectionString)
            .Configure<DatabaseOptions>(options => options.MigrationTimeoutSeconds = timeout?.TotalSeconds ?? options.MigrationTimeoutSeconds)
            .BuildServiceProvider();
}
