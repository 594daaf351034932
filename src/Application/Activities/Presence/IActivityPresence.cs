using Dots.Application.Common;

namespace Dots.Application.Activities.Presence;

/// <summary>
/// Who is here. A user with several sockets is here once: user_joined (201) at the first, user_left (202) ten seconds after the last has
/// gone, so that a reconnect is silent. Thread-safe.
/// </summary>
public interface IActivityPresence
{
    /// <summary>The user's socket is on the activity from now on, until what is returned is disposed.</summary>
    /// <param name="activityId">An activity, existing or not.</param>
    /// <param name="user">Signed in; visitors are not listed.</param>
    /// <param name="connectionId">The socket, as messages name it in <c>actor</c>.</param>
    /// <param name="cancellationToken">Observed until the user is in.</param>
    Task<IAsyncDisposable> EnterAsync(Guid activityId, User user, string connectionId, CancellationToken cancellationToken);
}
