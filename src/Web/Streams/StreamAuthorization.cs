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

    /// <summary>The reader's session; null for a visitor.</summary>
    public Guid? SessionId { get; }

    /// <returns>Null where nothing can be revoked, which then costs nothing.</returns>
    /// <exception cref="ForbiddenException">The activity is private, and the caller is no member.</exception>
    public static async Task<StreamAuthorization?> RequireAsync(HttpContext context, StreamTopic topic, User? user)
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

    /// <summary>Completes when one of the two has been revoked, with the close frame that tells a socket's client.</summary>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    public async Task<WebSocketClose> RevokedAsync(CancellationToken ended)
    {
        var sessionEnded = _sessions?.RevokedAsync(SessionId!.Value, ended);
        var accessWithdrawn = _access?.RevokedAsync(_activityId, _user, ended);
        var first = sessionEnded is null ? accessWithdrawn! : accessWithdrawn is null ? sessionEnded : await Task.WhenAny(sessionEnded, accessWithdrawn);
        await first;
        return first == sessionEnded ? WebSocketClose.SignedOut : WebSocketClose.Withdrawn;
    }
}
