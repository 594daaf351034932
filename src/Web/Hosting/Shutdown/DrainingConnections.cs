using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// What happens to connections while the server drains: each answer asks for the connection to be closed, and one on which nothing is
/// under way stays a little longer than the server would leave it.
/// </summary>
internal static class DrainingConnections
{
    /// <summary>The web server closes idle connections in the moment in which it stops. Whoever has just sent a request down one would lose it.</summary>
    public static void UseConnectionDrain(this ListenOptions listen)
    {
        var drain = listen.ApplicationServices.GetRequiredService<DrainState>();
        var linger = listen.ApplicationServices.GetRequiredService<IOptions<ShutdownOptions>>().Value.ConnectionDrain;
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
                    if (drain.IsOn)
                    {
                        close.CancelAfter(linger);
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

    public static void UseDraining(this IApplicationBuilder app)
    {
        var drain = app.ApplicationServices.GetRequiredService<DrainState>();
        app.Use((context, next) =>
        {
            // HTTP/2 has no such header and says it by itself; an upgraded connection is no longer HTTP's.
            if (drain.IsOn && HttpProtocol.IsHttp11(context.Request.Protocol) && context.Request.Headers.Upgrade.Count == 0)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });

        var bodies = app.ApplicationServices.GetRequiredService<RequestBodyDrain>();
        app.Use(next => context => bodies.InvokeAsync(context, next));
    }
}
