using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dots.Application.Broadcasting;
using Microsoft.AspNetCore.Http.Features;

namespace Dots.Web.Streams;

/// <summary>A channel of the event log as Server-Sent Events.</summary>
internal static class SseStream
{
    private const string Transport = "sse";

    /// <summary>Answers with the stream and returns when it has ended.</summary>
    public static async Task RunAsync(HttpContext context, StreamTopic topic)
    {
        using var opening = await StreamOpening.EnterAsync(context, topic, Transport);
        WriteHeaders(context.Response);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var streams = context.RequestServices.GetRequiredService<IEventStreams>();
        var start = await streams.BeginAsync(ReadCursor(context.Request), opening.DocumentsOf, context.RequestAborted);
        WritePreamble(context.Response.BodyWriter, start);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);

        var (format, output) = OutputFor(context, opening.TakesDocuments);
        var end = await FollowAsync(streams, opening, opening.RequestAfter(start.After, format), output, context.RequestAborted);
        if (end == StreamEnd.ServerStopping)
        {
            // So that not all come back in the same moment.
            context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes($"{Retry(1000, 5000)}\n"));
            await context.Response.BodyWriter.FlushAsync();
        }
    }

    private static async Task<StreamEnd> FollowAsync(
        IEventStreams streams, StreamOpening opening, StreamRequest request, IStreamOutput output, CancellationToken readerGone)
    {
        if (opening.Topic.ActivityId is null)
        {
            return await streams.RunAsync(request, output, readerGone);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(readerGone);
        var withdrawn = opening.WithdrawnAsync(ended.Token);
        var following = streams.RunAsync(request, output, ended.Token);
        await Task.WhenAny(withdrawn is null ? [following] : [following, withdrawn]);
        await ended.CancelAsync();
        return await following;
    }

    private static (IFrameFormat Format, IStreamOutput Output) OutputFor(HttpContext context, bool takesDocuments) =>
        DirectSending.OutputOf(context) is { } direct
            ? (takesDocuments ? ChunkedSseFormat.OfDocuments : ChunkedSseFormat.Instance, new SocketOutput(context, direct))
            : (takesDocuments ? SseFormat.OfDocuments : SseFormat.Instance, new ResponseOutput(context));

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
