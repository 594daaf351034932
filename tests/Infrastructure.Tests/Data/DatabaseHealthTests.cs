using Dots.Infrastructure.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

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

    private Task<HealthCheckResult> CheckAsync() =>
        _node.InScopeAsync<DotsDbContext, HealthCheckResult>(db => new DatabaseHealth(db).CheckHealthAsync(new HealthCheckContext()));
}
