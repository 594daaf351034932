using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// What happens to requests whose bodies are still arriving when the server stops: the rest has <see cref="BodyTimeout"/> to arrive, after which
/// the request is answered with 503. No use case has run by then, so the client may send it again.
/// </summary>
internal sealed class RequestBodyDrain : IDisposable
{
    /// <summary>Enough for bytes that are on their way, and not for a client that sends slowly.</summary>
    private static readonly TimeSpan BodyTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Gives a client that is still sending time to read the answer (RFC 9112 section 9.6).</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(0.5);

    private readonly DrainState _drain;
    private readonly CancellationTokenSource _deadline = new();
    private readonly CancellationTokenRegistration _stopping;

    public RequestBodyDrain(DrainState drain, IHostApplicationLifetime application, IOptions<ShutdownOptions> options, IOptions<HostOptions> host)
    {
        _drain = drain;

        // A request may begin as late as at the end of the connections' drain timeout, and its body has its time from then on. But at least half
        // of the shutdown timeout is left for executing requests that have arrived.
        var timeout = options.Value.ConnectionDrain + BodyTimeout;
        var limit = host.Value.ShutdownTimeout / 2;
        _stopping = application.ApplicationStopping.Register(() => _deadline.CancelAfter(timeout < limit ? timeout : limit));
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } || HttpMethods.IsConnect(context.Request.Method))
        {
            await next(context);
            return;
        }

        var reader = context.Request.BodyReader;
        var body = new DrainableRequestBody(reader, _deadline.Token);
        await using var registration = _deadline.Token.UnsafeRegister(CancelRead, reader);
        var isHttp11 = HttpProtocol.IsHttp11(context.Request.Protocol);
        context.Request.Body = body;
        context.Response.OnStarting(() =>
        {
            // The client should send its next request to another server.
            if ((body.HasTimedOut || _drain.IsDraining) && isHttp11)
            {
                context.Response.Headers.Connection = "close";
            }

            return Task.CompletedTask;
        });
        await next(context);
        if (body.HasTimedOut && isHttp11)
        {
            await context.Response.CompleteAsync();
            await DiscardAsync(reader);

            // Otherwise the web server would go on discarding the body for longer than it has left.
            context.Abort();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _deadline.Dispose();
    }

    // Closing a connection that holds unread bytes resets it, and the client might never see the answer.
    private static async Task DiscardAsync(PipeReader reader)
    {
        using var deadline = new CancellationTokenSource(CloseTimeout);
        await using var registration = deadline.Token.UnsafeRegister(CancelRead, reader);
        try
        {
            ReadResult read;
            do
            {
                read = await reader.ReadAsync(CancellationToken.None);
                reader.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted && !deadline.IsCancellationRequested);
        }
        catch (Exception exception) when (exception is OperationCanceledException or System.IO.IOException)
        {
            // The client has gone.
        }
    }

    private static void CancelRead(object? reader) => ((PipeReader)reader!).CancelPendingRead();
}
