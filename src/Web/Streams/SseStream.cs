using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Dots.Application.Broadcasting;
using Dots.Web.Identity;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Dots.Web.Streams;

/// <summary>A channel of the event log as Server-Sent Events.</summary>
internal static class SseStream
{
    private const string Transport = "sse";

    /// <summary>Answers with the stream and returns when it has ended.</summary>
    public static async Task RunAsync(HttpContext context, string channel, IReadOnlyList<string> knownTypes)
    {
        var services = context.RequestServices;
        var types = ReadTypes(context.Request, knownTypes);
        using var place = services.GetRequiredService<OpenStreams>()
            .TryEnter(Transport, channel, context.Connection.RemoteIpAddress ?? IPAddress.None)
            ?? throw new StreamsFullException();

        WriteHeaders(context.Response);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        // Keep-alives go out every few seconds, which is less than the least data rate that the server otherwise asks of a reader; how
        // slow a reader may be is the broadcaster's to say.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } minimum)
        {
            minimum.MinDataRate = null;
        }

        var streams = services.GetRequiredService<IEventStreams>();
        var start = await streams.BeginAsync(ReadCursor(context.Request), context.RequestAborted);
        WritePreamble(context.Response.BodyWriter, start);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);

        var (format, output) = OutputFor(context);
        var request = new StreamRequest(ChannelsFor(context, channel), start.After, types, format);
        var end = await streams.RunAsync(request, output, context.RequestAborted);
        if (end == StreamEnd.ServerStopping)
        {
            // So that not all come back in the same moment.
            context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes($"{Retry(1000, 5000)}\n"));
            await context.Response.BodyWriter.FlushAsync();
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

    private static List<string> ChannelsFor(HttpContext context, string channel) =>
        CurrentUser.From(context.User) is { } user
            ? [channel, Channels.Alerts, Channels.OfUser(user.Id)]
            : [channel, Channels.Alerts];

    private static HashSet<string>? ReadTypes(HttpRequest request, IReadOnlyList<string> knownTypes)
    {
        var types = request.Query["types"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = types.FirstOrDefault(type => !knownTypes.Contains(type));
        return unknown is not null
            ? throw new ValidationException(
                [new ValidationFailure("types", $"'{unknown}' is no event of this stream; it has {string.Join(", ", knownTypes)}.")])
            : types.Length == 0 ? null : [.. types];
    }
}
