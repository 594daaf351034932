using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Activities.Reads;
using Dots.Application.Events;
using Dots.Infrastructure.Activities.Documents;
using Dots.Infrastructure.Files;
using Dots.Infrastructure.Revocation;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Activities;

internal static class ActivitiesRegistration
{
    public static void AddActivities(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<PresenceOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<FileLimits>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<ActivityLimits>>().Value);
        services.AddSingleton<FileSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<FileSweeper>());
        services.AddSingleton<IFileStore, FileStore>();
        services.AddSingleton<FileSpace>();
        services.AddSingleton<LiveUploads>();
        services.AddScoped<FileUploads>();
        services.AddSingleton<ActivityPresence>();
        services.AddSingleton<IActivityPresence>(provider => provider.GetRequiredService<ActivityPresence>());
        services.AddHostedService<PresenceService>();
        services.AddSingleton<IActivitySnapshots, ActivitySnapshots>();
        services.AddSingleton<DocumentHistory>();
        services.AddSingleton<DocumentPublisher>();
        services.AddSingleton<IEventTap>(provider => provider.GetRequiredService<DocumentPublisher>());
        services.AddSingleton<IDocumentStreams, DocumentStreams>();
        services.AddSingleton<ReadTracker>();
        services.AddSingleton<IReadTracker>(provider => provider.GetRequiredService<ReadTracker>());
        services.AddHostedService(provider => provider.GetRequiredService<ReadTracker>());
        services.AddSingleton<ActivityAccess>();
        services.AddSingleton<IActivityAccess>(provider => provider.GetRequiredService<ActivityAccess>());
        services.AddSingleton<IChannelAccess>(provider => provider.GetRequiredService<ActivityAccess>());
        services.AddHostedService(provider => provider.GetRequiredService<ActivityAccess>());
    }
}
