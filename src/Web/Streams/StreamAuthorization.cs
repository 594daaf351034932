using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Web.Identity;
using Dots.Web.Streams.WebSockets;

namespace Dots.Web.Streams;

/// <summary>
/// What a stream depends on and can change before it ends: a session, access to an activity, or both.
/// </summary>
internal sealed class StreamAuthorization
{
    private readonly ISessionRevocations? _sessions;
    private readonly IActivityAccess? _access;
    private ActivityReader _reader;

    private StreamAuthorization(ISessionRevocations? sessions, Guid? sessionId, IActivityAccess? access, ActivityReader reader, string channel)
    {
        _sessions = sessions;
        SessionId = sessionId;
        _access = access;
        _reader = reader;
        Channel = channel;
    }

    /// <summary>The reader's session; null for a visitor.</summary>
    public Guid? SessionId { get; }

    /// <summary>The channel to read: an empty one in place of that of an activity that is hidden from the reader.</summary>
    public string Channel { get; }

    /// <summary>Whether the activity exists and is not hidden from the reader.</summary>
    public bool CanReadActivity => _reader.CanRead;

    /// <summary>The name by which the reader is included in events for the members of the activity only; null if it is not.</summary>
    public string? Membership => _reader.Name;

    /// <returns>Null where nothing can change, which then costs nothing.</returns>
    public static async Task<StreamAuthorization?> RequireAsync(HttpContext context, StreamTopic topic, User? user)
    {
        var services = context.RequestServices;
        var access = topic.ActivityId is null ? null : services.GetRequiredService<IActivityAccess>();
        var reader = access is null ? default : await access.AuthorizeAsync(topic.ActivityId!.Value, user, context.RequestAborted);

        var session = user is null ? null : SessionPrincipal.SessionOf(context.User);
        return access is null && session is null
            ? null
            : new StreamAuthorization(
                session is null ? null : services.GetRequiredService<ISessionRevocations>(),
                session?.Id,
                access,
                reader,
                access is null ? topic.Channel : reader.Channel);
    }

    /// <summary>Completes when the stream has to end, with the close frame that tells a socket's client.</summary>
    /// <param name="whenReadable">Called if the activity did not exist when the stream was opened, once it has been created and may be read.</param>
    /// <param name="ended">The end of the stream.</param>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    public async Task<WebSocketClose> RevokedAsync(Func<CancellationToken, Task>? whenReadable, CancellationToken ended)
    {
        var sessionEnded = _sessions?.RevokedAsync(SessionId!.Value, ended);
        var accessChanged = _access is null ? null : AccessChangedAsync(_access, whenReadable, ended);
        if (sessionEnded is not null && (accessChanged is null || await Task.WhenAny(sessionEnded, accessChanged) == sessionEnded))
        {
            await sessionEnded;
            return WebSocketClose.SignedOut;
        }

        return await accessChanged!;
    }

    private async Task<WebSocketClose> AccessChangedAsync(IActivityAccess access, Func<CancellationToken, Task>? whenReadable, CancellationToken ended)
    {
        while (true)
        {
            var changed = await access.ChangedAsync(_reader, ended);
            if (!_reader.StreamContinuesAs(changed))
            {
                return changed.CanRead ? WebSocketClose.AccessChanged : WebSocketClose.Withdrawn;
            }

            _reader = changed;
            if (changed.CanRead && whenReadable is not null)
            {
                await whenReadable(ended);
            }
        }
    }
}
