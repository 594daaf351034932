using Dots.Web.Hosting.Shutdown;
using Dots.Web.Streams;
using Dots.Web.Streams.Sockets;
using Dots.Web.Streams.WebSockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

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

    public static void AddStreams(this IServiceCollection services, StreamLimits limits)
    {
        // Created here and not on first use, because it records when the server started.
        services.AddSingleton(new LiveStreams(limits, TimeProvider.System));
        services.AddSingleton<ISocketMessageHandler, SocketMessageHandler>();
    }
}
