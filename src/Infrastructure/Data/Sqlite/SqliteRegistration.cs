using System.Data.Common;
using Dots.Application.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Data.Sqlite;

internal static class SqliteRegistration
{
    public static void AddSqlite(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<SqlitePragmas>();
        services.AddDbContextPool<DotsDbContext>((provider, options) => options
            .UseSqlite(connectionString)
            .AddInterceptors(provider.GetRequiredService<SqlitePragmas>(), provider.GetRequiredService<FoldedNames>()));
        services.AddSingleton<DbDataSource>(_ => SqliteFactory.Instance.CreateDataSource(connectionString));
        services.AddSingleton<IEventPages, SqliteEventPages>();
        services.AddSingleton<WriteQueue>();
        services.AddScoped<SqliteWriteTransaction>();
        services.AddScoped<IWriteTransaction>(provider =>
            ActivatorUtilities.CreateInstance<MonitoredWriteTransaction>(provider, provider.GetRequiredService<SqliteWriteTransaction>()));
        services.AddScoped<IWriteProbe, SqliteWriteProbe>();
        services.AddScoped<IDatabaseSetup, SqliteSetup>();
        services.AddSingleton<IDatabaseFaults, SqliteFaults>();
    }
}
