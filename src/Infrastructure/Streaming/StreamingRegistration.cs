using Dots.Application.Streaming;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Streaming;

internal static class StreamingRegistration
{
    public static void AddStreaming(this IServiceCollection services)
    {
        services.AddSingleton<WakeUp>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<WakeUp>());
        services.AddSingleton<StreamMetrics>();
        services.AddSingleton<IStreamStats>(provider => provider.GetRequiredService<StreamMetrics>());
        services.AddSingleton<Preload>();
        services.AddSingleton(provider => new StreamHub(
            provider.GetRequiredService<StreamMetrics>(),
            provider.GetRequiredService<IOptions<StreamOptions>>().Value,
            StreamHub.DefaultWorkers,
            provider.GetRequiredService<Preload>()));
        services.AddSingleton(provider => new ReplayLimiter(provider.GetRequiredService<IOptions<StreamOptions>>().Value));
        services.AddSingleton(provider => new StreamRunner(
            provider.GetRequiredService<EventLog>(),
            provider.GetRequiredService<StreamHub>(),
            provider.GetRequiredService<ReplayLimiter>(),
            provider.GetRequiredService<LowPriorityScheduler>(),
            provider.GetRequiredService<IOptions<StreamOptions>>().Value));
        services.AddSingleton<IEventStreams, EventStreams>();
        services.AddHostedService<EventLogReader>();
        services.AddHostedService<StreamShutdown>();
    }
}
