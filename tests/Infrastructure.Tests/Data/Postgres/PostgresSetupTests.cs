using Dots.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dots.Infrastructure.Tests.Data.Postgres;

public sealed class PostgresSetupTests
{
    [PostgresFact]
    public async Task Prepare_CreatesOneSchema_WhenSeveralNodesStartOnAnEmptyDatabase()
    {
        using var database = TestDatabase.CreateEmpty(DatabaseProvider.Postgres);

        await PrepareAsync(database);

        database.Count("boards").Should().Be(0);
    }

    [PostgresFact]
    public async Task Prepare_LogsNoErrors_WhenTheDatabaseIsEmpty()
    {
        using var database = TestDatabase.CreateEmpty(DatabaseProvider.Postgres);
        using var errors = new Errors();
        await using var node = new ServiceCollection().AddLogging(logging => logging.AddProvider(errors))
            .AddInfrastructure(database.Provider, database.ConnectionString).BuildServiceProvider();

        await node.MigrateDotsAsync(default);

        errors.Seen.Should().BeEmpty();
    }

    [PostgresFact]
    public async Task Prepare_CreatesOneKey_WhenSeveralNodesStartConcurrently()
    {
        using var database = TestDatabase.Create(DatabaseProvider.Postgres);
        database.Execute("DELETE FROM data_protection_keys");

        await PrepareAsync(database);

        database.Count("data_protection_keys").Should().Be(1);
    }

    [PostgresFact]
    public async Task Prepare_DoesNotBlockOtherNodes_WhenOneFails()
    {
        using var database = TestDatabase.CreateEmpty(DatabaseProvider.Postgres);
        database.Execute("CREATE TABLE events (in_the_way integer)");
        await using var node = new ServiceCollection().AddLogging()
            .AddInfrastructure(database.Provider, database.ConnectionString).BuildServiceProvider();

        await FluentActions.Awaiting(() => node.MigrateDotsAsync(default)).Should().ThrowAsync<PostgresException>();
        database.Execute("DROP TABLE events");
        await node.MigrateDotsAsync(default);

        database.Count("events").Should().Be(0);
    }

    [Theory]
    [InlineData("Host=db;Database=dots", "Host=db;Database=dots;Application Name=Dots;Timeout=5")]
    [InlineData("Host=db;Database=dots;Timeout=60;Application Name=Ours", "Host=db;Database=dots;Timeout=60;Application Name=Ours")]
    public void Complete_AddsOnlyUnsetOptions_WhenTheOperatorSetSome(string connectionString, string expected)
    {
        var complete = new NpgsqlConnectionStringBuilder(DatabaseAddress.Complete(DatabaseProvider.Postgres, connectionString, "/"));

        complete.Should().BeEquivalentTo(new NpgsqlConnectionStringBuilder(expected));
        DatabaseAddress.SiteOf(DatabaseProvider.Postgres, complete.ToString()).Should().Be("dots");
    }

    // Four nodes start concurrently, and then read each other's tokens.
    private static async Task PrepareAsync(TestDatabase database)
    {
        var nodes = Enumerable.Range(0, 4)
            .Select(_ => new ServiceCollection().AddLogging().AddInfrastructure(database.Provider, database.ConnectionString).BuildServiceProvider())
            .ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.MigrateDotsAsync(default))));

        var secret = Protector(nodes[0]).Protect("open sesame");
        nodes.Should().AllSatisfy(node => Protector(node).Unprotect(secret).Should().Be("open sesame"));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static IDataProtector Protector(IServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    /// <summary>Collects the logged errors.</summary>
    private sealed class Errors : ILoggerProvider, ILogger
    {
        public List<string> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lock (Seen)
                {
                    Seen.Add(formatter(state, exception));
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
