using Dots.Web.Streams.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Dots.Web.Streams;

/// <summary>A stream whose request has passed every check, and which has not sent a byte yet.</summary>
internal interface IDeferredStream
{
    /// <summary>Runs the stream and completes when it has ended.</summary>
    /// <exception cref="OperationCanceledException">The reader has disconnected.</exception>
    Task RunAsync();
}

/// <summary>
/// Runs streams outside the pipeline. A stream's request passes through the whole pipeline and its controller like any other, and may be
/// rejected there with a problem document; the stream itself runs after the request has left the pipeline. Otherwise the state of each
/// middleware and of the action's invoker, the request's services and its authentication result would stay in memory for as long as the
/// stream, and account for a quarter or more of the memory that a stream needs.
/// </summary>
internal static class DeferredStream
{
    /// <summary>Hands over a stream that is to run after the request has left the pipeline. The response must not have started.</summary>
    public static void Set(HttpContext context, IDeferredStream stream) => context.Features.Set(stream);

    /// <summary>Must come first: any middleware before it stays suspended while a stream runs.</summary>
    public static void UseDeferredStreams(this IApplicationBuilder app) =>
        app.Use(next => context =>
        {
            // Not an async lambda, whose state machine would stay suspended here for as long as the stream.
            var passing = next(context);
            return passing.IsCompletedSuccessfully ? RunAsync(context) : PassAndRunAsync(passing, context);
        });

    private static async Task PassAndRunAsync(Task passing, HttpContext context)
    {
        await passing;
        await RunAsync(context);
    }

    private static Task RunAsync(HttpContext context) =>
        context.Features.Get<IDeferredStream>() is { } stream ? RunAsync(context, stream) : Task.CompletedTask;

    private static async Task RunAsync(HttpContext context, IDeferredStream stream)
    {
        await ReleaseRequestAsync(context);
        using var pause = DirectSending.PauseHeartbeat(context);
        try
        {
            await stream.RunAsync();
        }
        catch (OperationCanceledException)
        {
            // The reader has disconnected. Aborting the connection keeps the response from looking complete.
            context.Abort();
        }
    }

    // By now the stream holds everything that it needs of its request; the rest can be collected.
    private static async ValueTask ReleaseRequestAsync(HttpContext context)
    {
        if (context.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable services)
        {
            await services.DisposeAsync();
        }

        var features = context.Features;
        features.Set<IDeferredStream>(null);
        features.Set<IAuthenticateResultFeature>(null);
        features.Set<IHttpAuthenticationFeature>(null);
        features.Set<IItemsFeature>(null);
        features.Set<IQueryFeature>(null);
        if (features.Get<IRouteValuesFeature>() is { } route)
        {
            route.RouteValues = null!;
        }

        context.SetEndpoint(null);
    }
}
