using Dots.Infrastructure.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NSubstitute;

namespace Dots.Infrastructure.Tests.Data;

public sealed class DatabaseHealthTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly Node _node;

    public DatabaseHealthTests() => _node = new Node(_database);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Check_IsHealthy_WhenTheSchemaIsUpToDate() => (await CheckAsync()).Status.Should().Be(HealthStatus.Healthy);

    [Fact]
    public async Task Check_IsUnhealthy_WhenAMigrationIsMissing()
    {
        await using (var connection = _database.Open())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT MAX("MigrationId") FROM "__EFMigrationsHistory")""";
            (await command.ExecuteNonQueryAsync()).Should().Be(1);
        }

        var result = await CheckAsync();

        (result.Status, result.Description).Should().Be((HealthStatus.Unhealthy, "The database has the schema of another version."));
    }

    [Fact]
    public async Task Check_IsUnhealthy_WhenAWriteHasFailedRecently()
    {
        var clock = Substitute.For<TimeProvider>();
        clock.TimestampFrequency.Returns(1);
        using var writes = new WriteHealth(clock);
        writes.ReportFailure("The disk is full; nothing was changed.");

        var failed = await CheckAsync(writes);
        clock.GetTimestamp().Returns((long)WriteHealth.ReuseTime.TotalSeconds);
        var later = await CheckAsync(writes);

        (failed.Status, failed.Description).Should().Be((HealthStatus.Unhealthy, "Writes fail: The disk is full."));
        later.Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Check_ProbesOnce_WhenItIsRepeated()
    {
        var probe = new CountedProbe();
        for (var i = 0; i < 5; i++)
        {
            await _node.InScopeAsync<DotsDbContext, HealthCheckResult>(
                db => new DatabaseHealth(db, _node.Get<WriteHealth>(), probe).CheckHealthAsync(new HealthCheckContext()));
        }

        probe.Runs.Should().Be(1);
    }

    private Task<HealthCheckResult> CheckAsync(WriteHealth? writes = null) =>
        _node.InScopeAsync<IServiceProvider, HealthCheckResult>(scope =>
            new DatabaseHealth(
                scope.GetRequiredService<DotsDbContext>(), writes ?? scope.GetRequiredService<WriteHealth>(), scope.GetRequiredService<IWriteProbe>())
            .CheckHealthAsync(new HealthCheckContext()));

    private sealed class CountedProbe : IWriteProbe
    {
        public int Runs { get; private set; }

        public Task<string?> RunAsync(CancellationToken cancellationToken)
        {
            Runs++;
            return Task.FromResult<string?>(null);
        }
    }
}
