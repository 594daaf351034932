using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Streaming;

/// <summary>Ends the streams as soon as the server is asked to stop, for the web server waits until all requests have ended.</summary>
internal sealed class StreamShutdown(StreamHub hub, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(hub.Stop);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
