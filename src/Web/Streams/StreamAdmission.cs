using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.Problems;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Dots.Web.Streams;

/// <summary>
/// A reader whose stream may begin, whatever the transport: it is authorised, counts among the open streams, and has said what it wants to
/// read. Disposing ends the counting.
/// </summary>
internal sealed class StreamAdmission : IDisposable
{
    private readonly LiveStreams.Place _place;
    private readonly IReadOnlySet<string>? _types;
    private readonly string _channel;
    private readonly int _heartbeatSeconds;

    private StreamAdmission(
        StreamTopic topic,
        string channel,
        Caller caller,
        string client,
        IReadOnlySet<string>? types,
        int heartbeatSeconds,
        IEventStreams streams,
        LiveStreams.Place place,
        StreamAuthorization? authorization)
    {
        Topic = topic;
        _channel = channel;
        Caller = caller;
        Client = client;
        Streams = streams;
        _types = types;
        _heartbeatSeconds = heartbeatSeconds;
        _place = place;
        Authorization = authorization;
    }

    public StreamTopic Topic { get; }

    public Caller Caller { get; }

    /// <summary>What may change before the stream ends; null where everybody may always read.</summary>
    public StreamAuthorization? Authorization { get; }

    /// <summary>The client's address.</summary>
    public string Client { get; }

    /// <summary>Where it reads: streams of changes, or of whole documents.</summary>
    public IEventStreams Streams { get; }

    /// <exception cref="FluentValidation.ValidationException">A parameter is invalid.</exception>
    /// <exception cref="NotSignedInException">The request has credentials that are not valid.</exception>
    /// <exception cref="StreamsFullException">Too many streams are open.</exception>
    public static async Task<StreamAdmission> AdmitAsync(HttpContext context, StreamTopic topic, string transport)
    {
        var types = topic.ReadTypes(context.Request);
        var heartbeatSeconds = HeartbeatParameter.Read(context.Request);
        var requestsDocuments = topic.RequestsDocuments(context.Request);
        await StreamCredentials.RequireValidAsync(context);
        var caller = context.GetCaller();
        var authorization = await StreamAuthorization.RequireAsync(context, topic, caller.User);
        var channel = authorization?.Channel ?? topic.Channel;
        var streams = requestsDocuments
            ? context.RequestServices.GetRequiredService<IDocumentStreams>().Of(channel)
            : context.RequestServices.GetRequiredService<IEventStreams>();
        var address = ClientAddress.KeyOf(context.Connection.RemoteIpAddress);
        var place = context.RequestServices.GetRequiredService<LiveStreams>()
            .TryEnter(transport, topic.Label, address)
            ?? throw new StreamsFullException();

        // A quiet stream falls below the web server's minimum data rate. Readers that are too slow are cut off by the stream hub instead.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } minimum)
        {
            minimum.MinDataRate = null;
        }

        return new StreamAdmission(topic, channel, caller, address.ToString(), types, heartbeatSeconds, streams, place, authorization);
    }

    /// <summary>Decides where the stream starts. Of several cursors none is honoured: with the wrong one, events would be lost or repeated unnoticed.</summary>
    /// <exception cref="OverloadedException">Too many streams replay past events already.</exception>
    public async Task<StreamStart> BeginAsync(HttpContext context)
    {
        var cursors = StreamCursor.AllIn(context.Request);
        var start = await Streams.BeginAsync(string.Join(' ', cursors), Client, context.RequestAborted);
        return cursors.Count > 1 ? start with { Reset = CursorReset.Several } : start;
    }

    public StreamRequest RequestAfter(long cursor, IFrameFormat format) => new(
        Caller.User is { } user ? [_channel, Channels.Alerts, Channels.OfUser(user.Id)] : [_channel, Channels.Alerts],
        cursor,
        _types,
        format,
        ReaderNames(),
        Client,
        _heartbeatSeconds);

    public void Dispose() => _place.Dispose();

    private IReadOnlyList<string>? ReaderNames()
    {
        if (Topic.ActivityId is not null)
        {
            return Authorization?.Membership is { } membership ? [.. Caller.Names, membership] : Caller.Names;
        }

        // Without a name nothing is hidden, and readers of unfiltered streams share their reads of the frame log.
        return Topic == StreamTopic.Notifications || Caller.Names.Count == 0 ? null : Caller.Names;
    }
}
