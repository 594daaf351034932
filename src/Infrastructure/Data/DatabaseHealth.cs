using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Infrastructure.Data;

/// <summary>Whether the database answers, has the schema of this version, and can be written to.</summary>
/// <remarks>
/// <c>AddDbContextCheck</c> is not used, because its report could not distinguish the failures.
/// </remarks>
internal sealed class DatabaseHealth(DotsDbContext db, WriteHealth writes, IWriteProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!await db.Database.CanConnectAsync(cancellationToken))
            {
                return HealthCheckResult.Unhealthy("The database does not answer.");
            }

            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                return HealthCheckResult.Unhealthy("The database has the schema of another version.");
            }

            return await writes.CheckAsync(() => probe.RunAsync(cancellationToken), cancellationToken) is { } failure
                ? HealthCheckResult.Unhealthy($"Writes fail: {failure.Split(';', '.')[0]}.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}

public static class DatabaseHealthRegistration
{
    public static IHealthChecksBuilder AddDbContextCheckForDots(this IHealthChecksBuilder builder, string tag) =>
        builder.AddCheck<DatabaseHealth>("database", tags: [tag]);
}
