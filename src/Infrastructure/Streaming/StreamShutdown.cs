using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Streaming;

/// <summary>Ends the streams as soon as the server begins to stop, because the web server waits for all requests to end.</summary>
internal sealed class StreamShutdown(StreamHub hub, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(hub.Stop);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
