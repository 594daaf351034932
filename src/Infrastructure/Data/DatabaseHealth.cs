using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Infrastructure.Data;

/// <summary>Whether the database answers and has the schema of this version.</summary>
/// <remarks>
/// <c>AddDbContextCheck</c> is not used, because its report could not distinguish the two failures.
/// </remarks>
internal sealed class DatabaseHealth(DotsDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!await db.Database.CanConnectAsync(cancellationToken))
            {
                return HealthCheckResult.Unhealthy("The database does not answer.");
            }

            return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Unhealthy("The database has the schema of another version.")
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
