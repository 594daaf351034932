using System.Net;
using Dots.Application.Activities;
using Dots.Application.Broadcasting;
using Dots.Application.Common;
using Dots.Web.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Dots.Web.Streams;

/// <summary>
/// What a stream needs before its first byte, the same for every transport: that it may be opened, a place among the open ones, and what
/// it reads. Disposing gives the place back.
/// </summary>
internal sealed class StreamOpening : IDisposable
{
    private readonly OpenStreams.Place _place;
    private readonly IActivityAccess? _access;
    private readonly IReadOnlySet<string>? _types;

    private StreamOpening(
        StreamTopic topic, Caller caller, IReadOnlySet<string>? types, bool takesDocuments, OpenStreams.Place place, IActivityAccess? access)
    {
        Topic = topic;
        Caller = caller;
        TakesDocuments = takesDocuments;
        _types = types;
        _place = place;
        _access = access;
    }

    public StreamTopic Topic { get; }

    /// <summary>Who opens it.</summary>
    public Caller Caller { get; }

    /// <summary>Whether whole documents are wanted, and so a format that takes them.</summary>
    public bool TakesDocuments { get; }

    /// <summary>The channel whose whole documents are wanted; null where none are.</summary>
    public string? DocumentsOf => TakesDocuments ? Topic.Channel : null;

    /// <exception cref="FluentValidation.ValidationException">A parameter makes no sense.</exception>
    /// <exception cref="ForbiddenException">The activity is private, and the caller is no member.</exception>
    /// <exception cref="StreamsFullException">There is no place.</exception>
    public static async Task<StreamOpening> EnterAsync(HttpContext context, StreamTopic topic, string transport)
    {
        var types = topic.ReadTypes(context.Request);
        var takesDocuments = topic.ReadsDocuments(context.Request);
        var caller = context.ReadCaller();
        var access = topic.ActivityId is null ? null : context.RequestServices.GetRequiredService<IActivityAccess>();
        if (access is not null)
        {
            await access.ThrowIfClosedAsync(topic.ActivityId!.Value, caller.User, context.RequestAborted);
        }

        var place = context.RequestServices.GetRequiredService<OpenStreams>()
            .TryEnter(transport, topic.Label, context.Connection.RemoteIpAddress ?? IPAddress.None)
            ?? throw new StreamsFullException();

        // A quiet stream is slower than the least data rate that the server otherwise asks of a reader; how slow a reader may be is the
        // broadcaster's to say.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } minimum)
        {
            minimum.MinDataRate = null;
        }

        return new StreamOpening(topic, caller, types, takesDocuments, place, access);
    }

    public StreamRequest RequestAfter(long cursor, IFrameFormat format) => new(
        Caller.User is { } user ? [Topic.Channel, Channels.Alerts, Channels.OfUser(user.Id)] : [Topic.Channel, Channels.Alerts],
        cursor,
        _types,
        format,
        Topic == StreamTopic.Notifications ? null : Caller.Names);

    /// <summary>Completes when the caller may no longer read; null where everybody always may.</summary>
    public Task? WithdrawnAsync(CancellationToken ended) => _access?.WithdrawnAsync(Topic.ActivityId!.Value, Caller.User, ended);

    public void Dispose() => _place.Dispose();
}
