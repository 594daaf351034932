using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace Dots.Web.Streams.Sse;

/// <summary>A channel of the event log as Server-Sent Events.</summary>
internal sealed class SseStream : IDeferredStream
{
    private const string Transport = "sse";

    private readonly HttpContext _context;
    private readonly StreamAdmission _opening;
    private readonly StreamStart _start;

    private SseStream(HttpContext context, StreamAdmission opening, StreamStart start)
    {
        _context = context;
        _opening = opening;
        _start = start;
    }

    /// <summary>Lets a reader in, or throws what is to be answered. The stream runs when the request has left the pipeline.</summary>
    public static async Task OpenAsync(HttpContext context, StreamTopic topic)
    {
        var opening = await StreamAdmission.EnterAsync(context, topic, Transport);
        try
        {
            WriteHeaders(context.Response);
            if (HttpMethods.IsHead(context.Request.Method))
            {
                opening.Dispose();
                return;
            }

            var start = await opening.Streams.BeginAsync(ReadCursor(context.Request), context.RequestAborted);
            DeferredStream.Set(context, new SseStream(context, opening, start));
        }
        catch
        {
            opening.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync()
    {
        using var place = _opening;
        var body = _context.Response.BodyWriter;
        WritePreamble(body, _start);
        await body.FlushAsync(_context.RequestAborted);

        var (format, output) = OutputFor(_context);
        var end = await FollowAsync(_opening.RequestAfter(_start.After, format), output);
        if (end == StreamEnd.ServerStopping)
        {
            // So that not all come back in the same moment.
            body.Write(Encoding.UTF8.GetBytes($"{Retry(1000, 5000)}\n"));
            await body.FlushAsync();
        }
    }

    private Task<StreamEnd> FollowAsync(StreamRequest request, IStreamOutput output) => _opening.Permit is { } permit
        ? FollowUntilWithdrawnAsync(permit, request, output)
        : _opening.Streams.RunAsync(request, output, _context.RequestAborted);

    private async Task<StreamEnd> FollowUntilWithdrawnAsync(StreamAuthorization permit, StreamRequest request, IStreamOutput output)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        var withdrawn = permit.RevokedAsync(ended.Token);
        var following = _opening.Streams.RunAsync(request, output, ended.Token);
        await Task.WhenAny(following, withdrawn);
        await ended.CancelAsync();
        return await following;
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
        output.Write(Encoding.UTF8.GetBytes($": connected\n{Retry(2000, 4000)}\n"));
        if (start.Reset is not null)
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(
                new ResetPayload(start.Reset, start.Bounds.Oldest, start.Bounds.Latest), StreamJson.Relaxed.ResetPayload);

            // With the id to go on from, or the client would come back with the same useless cursor.
            SseFormat.Instance.Write(new ServerEvent(start.Bounds.Latest, "", "reset", data, default), output);
        }
    }

    private static string Retry(int from, int to) =>
        string.Create(CultureInfo.InvariantCulture, $"retry: {Random.Shared.Next(from, to)}\n");

    private static string? ReadCursor(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is [{ Length: > 0 } header, ..] ? header : request.Query["last_event_id"].FirstOrDefault();
}
