using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Web.Identity;
using Dots.Web.Streams.WebSockets;

namespace Dots.Web.Streams;

/// <summary>
/// By what a stream may be read, where that can end before the stream does: a session, the membership of an activity, or both.
/// </summary>
internal sealed class StreamAuthorization
{
    private readonly ISessionRevocations? _sessions;
    private readonly IActivityAccess? _access;
    private readonly Guid _activityId;
    private readonly User? _user;

    private StreamAuthorization(ISessionRevocations? sessions, Guid? sessionId, IActivityAccess? access, Guid activityId, User? user)
    {
        _sessions = sessions;
        SessionId = sessionId;
        _access = access;
        _activityId = activityId;
        _user = user;
    }

    /// <summary>The session of who reads; null for a visitor.</summary>
    public Guid? SessionId { get; }

    /// <returns>Null where nothing can end, which costs nothing either.</returns>
    /// <exception cref="ForbiddenException">The activity is private, and the caller is no member.</exception>
    public static async Task<StreamAuthorization?> AskAsync(HttpContext context, StreamTopic topic, User? user)
    {
        var services = context.RequestServices;
        var access = topic.ActivityId is null ? null : services.GetRequiredService<IActivityAccess>();
        if (access is not null)
        {
            await access.ThrowIfDeniedAsync(topic.ActivityId!.Value, user, context.RequestAborted);
        }

        var session = user is null ? null : SessionPrincipal.SessionOf(context.User);
        return access is null && session is null
            ? null
            : new StreamAuthorization(
                session is null ? null : services.GetRequiredService<ISessionRevocations>(), session?.Id, access, topic.ActivityId ?? default, user);
    }

    /// <summary>Completes when one of the two has ended, with how a socket is to be closed then.</summary>
    /// <exception cref="OperationCanceledException">The stream ended before.</exception>
    public async Task<WebSocketClose> RevokedAsync(CancellationToken ended)
    {
        var signedOut = _sessions?.RevokedAsync(SessionId!.Value, ended);
        var shutOut = _access?.RevokedAsync(_activityId, _user, ended);
        var first = signedOut is null ? shutOut! : shutOut is null ? signedOut : await Task.WhenAny(signedOut, shutOut);
        await first;
        return first == signedOut ? WebSocketClose.SignedOut : WebSocketClose.Withdrawn;
    }
}
