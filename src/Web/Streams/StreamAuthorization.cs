using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Web.Identity;
using Dots.Web.Streams.WebSockets;

namespace Dots.Web.Streams;

/// <summary>
/// What permits a stream and can be revoked before the stream ends: a session, access to an activity, or both.
/// </summary>
internal sealed class StreamAuthorization
{
    private readonly ISessionRevocations? _sessions;
    private readonly IActivityAccess? _access;
    private readonly ActivityReader _reader;

    private StreamAuthorization(ISessionRevocations? sessions, Guid? sessionId, IActivityAccess? access, ActivityReader reader)
    {
        _sessions = sessions;
        SessionId = sessionId;
        _access = access;
        _reader = reader;
    }

    /// <summary>The reader's session; null for a visitor.</summary>
    public Guid? SessionId { get; }

    /// <summary>The name by which the reader is included in events for the members of the activity only; null if it is not.</summary>
    public string? Membership => _reader.Name;

    /// <returns>Null where nothing can be revoked, which then costs nothing.</returns>
    /// <exception cref="NotFoundException">The activity is private, and the caller is no member.</exception>
    public static async Task<StreamAuthorization?> RequireAsync(HttpContext context, StreamTopic topic, User? user)
    {
        var services = context.RequestServices;
        var access = topic.ActivityId is null ? null : services.GetRequiredService<IActivityAccess>();
        var reader = access is null ? default : await access.AuthorizeAsync(topic.ActivityId!.Value, user, context.RequestAborted);

        var session = user is null ? null : SessionPrincipal.SessionOf(context.User);
        return access is null && session is null
            ? null
            : new StreamAuthorization(
                session is null ? null : services.GetRequiredService<ISessionRevocations>(), session?.Id, access, reader);
    }

    /// <summary>Completes when one of the two has been revoked, with the close frame that tells a socket's client.</summary>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    public async Task<WebSocketClose> RevokedAsync(CancellationToken ended)
    {
        var sessionEnded = _sessions?.RevokedAsync(SessionId!.Value, ended);
        var accessChanged = _access?.RevokedAsync(_reader, ended);
        if (sessionEnded is not null && (accessChanged is null || await Task.WhenAny(sessionEnded, accessChanged) == sessionEnded))
        {
            await sessionEnded;
            return WebSocketClose.SignedOut;
        }

        return await accessChanged! ? WebSocketClose.AccessChanged : WebSocketClose.Withdrawn;
    }
}
