using Dots.Web.Connections;
using Dots.Web.Hosting.Settings;
using Dots.Web.Hosting.Shutdown;
using Dots.Web.Streams;
using Dots.Web.Streams.Sockets;
using Dots.Web.Streams.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting;

/// <summary>Kestrel, its connections, and how they are drained at a shutdown.</summary>
internal static class WebServer
{
    public static void UseDotsKestrel(this IWebHostBuilder host) => host.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            listen.UseConnectionDrain();
            listen.UseDirectSending();
        });

        // A board of 50 × 50 cells with all its dots is far smaller.
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
    });

    public static void AddGracefulShutdown(this IServiceCollection services)
    {
        var listenSockets = new ListenSockets();
        services.AddSingleton(listenSockets);
        services.Configure<SocketTransportOptions>(listenSockets.Configure);
        services.AddSingleton<DrainState>();
        services.AddSingleton<RequestBodyDrain>();
        services.AddSingleton<IHostLifetime, DrainingLifetime>();
    }

    /// <summary>The limits are lowered to what the system allows once the server begins to listen.</summary>
    public static void AddConnectionLimits(this IServiceCollection services, ConnectionLimits connections, StreamLimits streams)
    {
        services.AddSingleton(connections);
        services.AddSingleton(provider => new LiveConnections(
            connections, [.. provider.GetRequiredService<IOptions<ProxyOptions>>().Value.Networks]));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<DescriptorGuard>(provider, streams));

        // The last one that is registered takes precedence over the web server's own.
        services.AddSingleton<SocketTransportFactory>();
        services.AddSingleton<IConnectionListenerFactory>(provider => new LimitedListenerFactory(
            provider.GetRequiredService<SocketTransportFactory>(),
            provider.GetRequiredService<LiveConnections>(),
            provider.GetRequiredService<DescriptorGuard>()));
    }

    public static void AddStreams(this IServiceCollection services, StreamLimits limits)
    {
        // Created here and not on first use, because it records when the server started.
        services.AddSingleton(new LiveStreams(limits, TimeProvider.System));
        services.AddSingleton<ISocketMessageHandler, SocketMessageHandler>();
    }
}
