using Dots.Application.Accounts;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Infrastructure.Activities;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Dots.Infrastructure.Data.Postgres;
using Dots.Infrastructure.Data.Sqlite;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Identity;
using Dots.Infrastructure.Revocation;
using Dots.Infrastructure.Solving;
using Dots.Infrastructure.Streaming;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure;

public static class DependencyInjection
{
    /// <summary>Fills the application's ports with a database, Identity, the event log and its streams.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="provider">The kind of database.</param>
    /// <param name="connectionString">As <see cref="DatabaseAddress.Complete"/> gives it.</param>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, DatabaseProvider provider, string connectionString)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddMemoryCache();
        services.AddSingleton<LowPriorityScheduler>();
        services.AddSingleton<ILowPriorityWork>(provider => provider.GetRequiredService<LowPriorityScheduler>());

        services.AddSingleton<FoldedNames>();
        services.AddScoped<UnfoldedNames>();
        services.AddSingleton<SchemaLock>();
        services.AddSingleton<WriteHealth>();
        services.AddSingleton<IWriteTurns, WriteTurns>();
        switch (provider)
        {
            case DatabaseProvider.Postgres:
                services.AddPostgres(connectionString);
                break;
            default:
                services.AddSqlite(connectionString);
                break;
        }

        services.AddScoped<IDotsDbContext>(provider => provider.GetRequiredService<DotsDbContext>());

        services.AddScoped<PendingEvents>();
        services.AddScoped<EventBroadcaster>();
        services.AddSingleton<EventQuotas>();
        services.AddScoped<IEventQuota, EventQuota>();
        services.AddScoped<IEventBroadcaster>(provider => provider.GetRequiredService<EventBroadcaster>());
        services.AddSingleton<EventLog>();
        services.AddSingleton<IEventLog>(provider => provider.GetRequiredService<EventLog>());
        services.AddStreaming();
        services.AddBackplane();
        services.AddHostedService<Retention>();

        services.AddIdentityCore<Account>(options =>
            {
                // Checked by Accounts, which allows letters of any alphabet.
                options.User.AllowedUserNameCharacters = "";

                // Length is what makes a password strong (NIST SP 800-63B section 3.1.1.2).
                options.Password.RequiredLength = 8;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 4;
            })
            .AddEntityFrameworkStores<DotsDbContext>();
        services.AddSingleton<ILookupNormalizer, FoldedLookupNormalizer>();
        services.AddScoped<SignInThrottle>();
        services.AddScoped<RegistrationLimit>();
        services.AddScoped<IAccounts, Accounts>();
        services.AddScoped<IStreamTickets, StreamTickets>();
        services.AddSingleton<SessionRevocations>();
        services.AddSingleton<ISessionRevocations>(provider => provider.GetRequiredService<SessionRevocations>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionRevocations>());
        services.AddScoped<IUserDirectory, UserDirectory>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<BoardLimits>>().Value);
        services.AddActivities();
        services.AddSolving();

        services.AddDataProtection().SetApplicationName("Dots").PersistKeysToDbContext<DotsDbContext>();
        return services;
    }
}
