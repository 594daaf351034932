using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// What happens to connections while the server drains: each response asks for its connection to be closed, and an idle connection stays open
/// for <see cref="ShutdownOptions.ConnectionDrain"/>.
/// </summary>
internal static class ConnectionDrain
{
    /// <summary>
    /// Delays the closing of idle connections, which the web server would otherwise do as soon as it stops: a request that a client had just
    /// sent on one would be lost.
    /// </summary>
    public static void UseConnectionDrain(this ListenOptions listen)
    {
        var drain = listen.ApplicationServices.GetRequiredService<DrainState>();
        var timeout = listen.ApplicationServices.GetRequiredService<IOptions<ShutdownOptions>>().Value.ConnectionDrain;
        listen.Use(next => async connection =>
        {
            if (connection.Features.Get<IConnectionLifetimeNotificationFeature>() is not { } notification)
            {
                await next(connection);
                return;
            }

            using var close = new CancellationTokenSource();
            using var registration = notification.ConnectionClosedRequested.UnsafeRegister(
                _ =>
                {
                    if (drain.IsDraining)
                    {
                        close.CancelAfter(timeout);
                    }
                    else
                    {
                        close.Cancel();
                    }
                },
                null);
            notification.ConnectionClosedRequested = close.Token;
            await next(connection);
        });
    }

    public static void UseRequestDrain(this IApplicationBuilder app)
    {
        var drain = app.ApplicationServices.GetRequiredService<DrainState>();
        app.Use((context, next) =>
        {
            // HTTP/2 has no such header field and sends GOAWAY instead; an upgraded connection no longer speaks HTTP.
            if (drain.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol) && context.Request.Headers.Upgrade.Count == 0)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });

        var bodies = app.ApplicationServices.GetRequiredService<RequestBodyDrain>();
        app.Use(next => context => bodies.InvokeAsync(context, next));
    }
}
