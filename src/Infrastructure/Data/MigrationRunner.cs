using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Data;

/// <summary>Migrates the database to the schema that this version expects, creating it if it is missing.</summary>
public static class MigrationRunner
{
    public static async Task MigrateDotsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDatabaseSetup>().PrepareAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<UnfoldedNames>().FoldAsync(cancellationToken);
    }
}
