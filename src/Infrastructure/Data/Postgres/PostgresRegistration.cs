using System.Data.Common;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

internal static class PostgresRegistration
{
    public static void AddPostgres(this IServiceCollection services, string connectionString)
    {
        // One data source, and so one connection pool, for Entity Framework and plain SQL.
        services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        services.AddSingleton<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddSingleton<IEventPages, PostgresEventPages>();
        services.AddSingleton<PostgresText>();
        services.AddDbContextPool<DotsDbContext, PostgresDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetRequiredService<PostgresText>(), provider.GetRequiredService<FoldedNames>()));
        services.AddScoped<PostgresWriteTransaction>();
        services.AddScoped<IWriteTransaction>(provider =>
            ActivatorUtilities.CreateInstance<MonitoredWriteTransaction>(provider, provider.GetRequiredService<PostgresWriteTransaction>()));
        services.AddScoped<IWriteProbe, PostgresWriteProbe>();
        services.AddScoped<IDatabaseSetup, PostgresSetup>();
        services.AddSingleton<IDatabaseFaults, PostgresFaults>();
    }
}
