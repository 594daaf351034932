using System.Net;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Web.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Dots.Web.Streams;

/// <summary>
/// What a stream needs before its first byte, the same for every transport: that it may be opened, a place among the open ones, and what
/// it reads. Disposing gives the place back.
/// </summary>
internal sealed class StreamAdmission : IDisposable
{
    private readonly LiveStreams.Place _place;
    private readonly IReadOnlySet<string>? _types;

    private StreamAdmission(
        StreamTopic topic, Caller caller, IReadOnlySet<string>? types, IEventStreams streams, LiveStreams.Place place, StreamAuthorization? permit)
    {
        Topic = topic;
        Caller = caller;
        Streams = streams;
        _types = types;
        _place = place;
        Permit = permit;
    }

    public StreamTopic Topic { get; }

    /// <summary>Who opens it.</summary>
    public Caller Caller { get; }

    /// <summary>What may end before the stream does; null where everybody always may read.</summary>
    public StreamAuthorization? Permit { get; }

    /// <summary>Where it reads: streams of changes, or of whole documents.</summary>
    public IEventStreams Streams { get; }

    /// <exception cref="FluentValidation.ValidationException">A parameter makes no sense.</exception>
    /// <exception cref="ForbiddenException">The activity is private, and the caller is no member.</exception>
    /// <exception cref="StreamsFullException">There is no place.</exception>
    public static async Task<StreamAdmission> EnterAsync(HttpContext context, StreamTopic topic, string transport)
    {
        var types = topic.ReadTypes(context.Request);
        var streams = topic.ReadsDocuments(context.Request)
            ? context.RequestServices.GetRequiredService<IDocumentStreams>().Of(topic.ActivityId!.Value)
            : context.RequestServices.GetRequiredService<IEventStreams>();
        var caller = context.GetCaller();
        var permit = await StreamAuthorization.AskAsync(context, topic, caller.User);
        var place = context.RequestServices.GetRequiredService<LiveStreams>()
            .TryEnter(transport, topic.Label, context.Connection.RemoteIpAddress ?? IPAddress.None)
            ?? throw new StreamsFullException();

        // A quiet stream is slower than the least data rate that the server otherwise asks of a reader; how slow a reader may be is
        // decided by the stream hub.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } minimum)
        {
            minimum.MinDataRate = null;
        }

        return new StreamAdmission(topic, caller, types, streams, place, permit);
    }

    public StreamRequest RequestAfter(long cursor, IFrameFormat format) => new(
        Caller.User is { } user ? [Topic.Channel, Channels.Alerts, Channels.OfUser(user.Id)] : [Topic.Channel, Channels.Alerts],
        cursor,
        _types,
        format,
        Topic == StreamTopic.Notifications ? null : Caller.Names);

    public void Dispose() => _place.Dispose();
}
