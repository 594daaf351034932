using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// What happens to requests of which only a part has come when the server stops: the rest is waited for a moment, and not for as long as a
/// client likes to take. Nothing has been changed by then, and the client is told to send it again.
/// </summary>
internal sealed class RequestBodyDrain : IDisposable
{
    /// <summary>What is on its way arrives in less.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>For the answer to be read by a client that is still sending (RFC 9112 section 9.6).</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(0.5);

    private readonly DrainState _drain;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _stopping;

    public RequestBodyDrain(DrainState drain, IHostApplicationLifetime application, IOptions<ShutdownOptions> options, IOptions<HostOptions> host)
    {
        _drain = drain;

        // A request may still begin while connections linger, and has its moment, too. But the server's patience is for what is done with
        // bodies that are there.
        var patience = options.Value.ConnectionDrain + Moment;
        var most = host.Value.ShutdownTimeout / 2;
        _stopping = application.ApplicationStopping.Register(() => _over.CancelAfter(patience < most ? patience : most));
    }

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true } || HttpMethods.IsConnect(context.Request.Method))
        {
            await next(context);
            return;
        }

        var sent = context.Request.BodyReader;
        var body = new DrainableRequestBody(sent, _over.Token);
        await using var waking = _over.Token.UnsafeRegister(Wake, sent);
        var isHttp11 = HttpProtocol.IsHttp11(context.Request.Protocol);
        context.Request.Body = body;
        context.Response.OnStarting(() =>
        {
            // The next write is for another server.
            if ((body.IsCut || _drain.IsOn) && isHttp11)
            {
                context.Response.Headers.Connection = "close";
            }

            return Task.CompletedTask;
        });
        await next(context);
        if (body.IsCut && isHttp11)
        {
            await context.Response.CompleteAsync();
            await DropAsync(sent);

            // Or the web server would go on with dropping, for longer than it has.
            context.Abort();
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }

    // Closing a connection on which there is something to read resets it, and the client may never see the answer.
    private static async Task DropAsync(PipeReader sent)
    {
        using var farewell = new CancellationTokenSource(Farewell);
        await using var waking = farewell.Token.UnsafeRegister(Wake, sent);
        try
        {
            ReadResult read;
            do
            {
                read = await sent.ReadAsync(CancellationToken.None);
                sent.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted && !farewell.IsCancellationRequested);
        }
        catch (Exception exception) when (exception is OperationCanceledException or System.IO.IOException)
        {
            // The client has gone.
        }
    }

    private static void Wake(object? reader) => ((PipeReader)reader!).CancelPendingRead();
}
