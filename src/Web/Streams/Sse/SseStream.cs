using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace Dots.Web.Streams.Sse;

/// <summary>Sends a channel of the event log as Server-Sent Events.</summary>
internal sealed class SseStream : IDeferredStream
{
    private const string Transport = "sse";

    /// <summary>How long the last send of a stream whose permission has ended may take.</summary>
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(1.5);

    private readonly HttpContext _context;
    private readonly StreamAdmission _admission;
    private readonly StreamStart _start;

    private SseStream(HttpContext context, StreamAdmission admission, StreamStart start)
    {
        _context = context;
        _admission = admission;
        _start = start;
    }

    /// <summary>Admits a reader, or throws if it is rejected. The stream runs after the request has left the pipeline.</summary>
    public static async Task AdmitAsync(HttpContext context, StreamTopic topic)
    {
        var admission = await StreamAdmission.AdmitAsync(context, topic, Transport);
        try
        {
            WriteHeaders(context.Response);
            if (HttpMethods.IsHead(context.Request.Method))
            {
                admission.Dispose();
                return;
            }

            var start = await admission.BeginAsync(context);
            DeferredStream.Set(context, new SseStream(context, admission, start));
        }
        catch
        {
            admission.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync()
    {
        using var place = _admission;
        var body = _context.Response.BodyWriter;
        WritePreamble(body, _start);
        await body.FlushAsync(_context.RequestAborted);

        var (format, output) = OutputFor(_context);
        var end = await FollowAsync(_admission.RequestAfter(_start.After, format), output);
        if (end is StreamEnd.ServerStopping or StreamEnd.Overloaded)
        {
            // With a random delay, so that clients whose streams end together do not all reconnect at once. Ended by a blank line, unlike the
            // preamble, because some parsers discard an incomplete block at the end, with its retry field.
            body.Write(Encoding.UTF8.GetBytes($"{Retry(1000, 5000)}\n"));
            await body.FlushAsync();
        }
    }

    private Task<StreamEnd> FollowAsync(StreamRequest request, IStreamOutput output) => _admission.Authorization is { } authorization
        ? FollowUntilRevokedAsync(authorization, request, output)
        : _admission.Streams.RunAsync(request, output, _context.RequestAborted);

    private async Task<StreamEnd> FollowUntilRevokedAsync(StreamAuthorization authorization, StreamRequest request, IStreamOutput output)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        var endable = new EndableOutput(output);
        var revoked = authorization.RevokedAsync(whenReadable: null, ended.Token);
        var following = _admission.Streams.RunAsync(request, endable, ended.Token);
        if (await Task.WhenAny(following, revoked) == revoked && !_context.RequestAborted.IsCancellationRequested)
        {
            // In this order: when its token is cancelled, the reading of the log aborts its output, which by then must end the events alone and
            // not the connection.
            endable.End();
        }

        await ended.CancelAsync();
        try
        {
            return await following.WaitAsync(EndTimeout);
        }
        catch (TimeoutException)
        {
            // The reader does not accept the send under way.
            output.Abort();
            return await following;
        }
    }

    private static (IFrameFormat Format, IStreamOutput Output) OutputFor(HttpContext context) =>
        DirectSending.OutputOf(context) is { } direct
            ? (ChunkedSseFormat.Instance, new SocketOutput(context, direct))
            : (SseFormat.Instance, new ResponseOutput(context));

    private static void WriteHeaders(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static void WritePreamble(IBufferWriter<byte> output, StreamStart start)
    {
        // Without a blank line, as in SseFormat.KeepAlive: clients set the retry time at the end of its line.
        output.Write(Encoding.UTF8.GetBytes($": connected\n{Retry(2000, 4000)}"));
        if (start.Reset is not null)
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(
                new ResetPayload(start.Reset, start.Bounds.Oldest, start.Bounds.Latest), StreamJson.Relaxed.ResetPayload);

            // Carries the id to resume from; otherwise the client would reconnect with the cursor that could not be honoured.
            SseFormat.Instance.Write(new ServerEvent(start.Bounds.Latest, "", "reset", data, default), output);
        }
    }

    private static string Retry(int from, int to) =>
        string.Create(CultureInfo.InvariantCulture, $"retry: {Random.Shared.Next(from, to)}\n");
}
