using Dots.Application.Streaming;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Backplanes;

internal static class BackplaneRegistration
{
    public static void AddBackplane(this IServiceCollection services)
    {
        services.AddSingleton<BackplaneState>();
        services.AddSingleton<ILogSharing>(provider => provider.GetRequiredService<BackplaneState>());
        services.AddSingleton<IBackplaneStats>(provider => provider.GetRequiredService<BackplaneState>());
        services.AddHostedService(provider =>
        {
            var options = provider.GetRequiredService<IOptions<BackplaneOptions>>();
            return new BackplaneLink(
                Open(options.Value),
                provider.GetRequiredService<BackplaneState>(),
                provider.GetRequiredService<StreamHub>(),
                provider.GetRequiredService<WakeUp>(),
                options,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<BackplaneLink>>());
        });
    }

    private static IBackplane? Open(BackplaneOptions options) => options.Provider switch
    {
        BackplaneProvider.Postgres => new PostgresBackplane(options.Postgres, options.Site),
        BackplaneProvider.Redis => new RedisBackplane(options.Redis, options.Site),
        _ => null,
    };
}
