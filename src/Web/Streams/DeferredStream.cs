using Dots.Web.Streams.Sockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Dots.Web.Streams;

/// <summary>A stream whose request has passed every check, and which has not sent a byte yet.</summary>
internal interface IDeferredStream
{
    /// <summary>Runs the stream and completes when it has ended.</summary>
    /// <exception cref="OperationCanceledException">The reader is gone.</exception>
    Task RunAsync();
}

/// <summary>
/// Runs streams where nothing is suspended beneath them. A stream's request goes through the whole pipeline as any other and is refused
/// there, with a problem document, if it must be; but the stream itself runs after the request has come back out. Otherwise each
/// middleware's state, the request's services and its sign-in would stay in memory for as long as the stream, a quarter of all that a
/// stream needs.
/// </summary>
internal static class DeferredStream
{
    /// <summary>Hands a stream over to be run when the request has left the pipeline. The response must not have begun.</summary>
    public static void Set(HttpContext context, IDeferredStream stream) => context.Features.Set(stream);

    /// <summary>Put this first: what stands before it is suspended while a stream runs.</summary>
    public static void UseDeferredStreams(this IApplicationBuilder app) =>
        app.Use(next => context =>
        {
            // Not an async method, which would be suspended here for as long as the stream.
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
        await ForgetRequestAsync(context);
        using var pause = DirectSending.PauseHeartbeat(context);
        try
        {
            await stream.RunAsync();
        }
        catch (OperationCanceledException)
        {
            // Nobody is there to be told, and nothing may look like the regular end of a stream.
            context.Abort();
        }
    }

    // What a stream needs of its request it has by now; the rest need not wait for its end.
    private static async ValueTask ForgetRequestAsync(HttpContext context)
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
        context.SetEndpoint(null);
    }
}
