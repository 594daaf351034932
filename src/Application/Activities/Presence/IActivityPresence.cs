using Dots.Application.Common;

namespace Dots.Application.Activities.Presence;

/// <summary>
/// Tracks which users are present on an activity. A user with several connections is present once: user_joined (201) is sent for the first
/// connection, and user_left (202) one <see cref="PresenceOptions.GracePeriod"/> after the last one has ended, so that a reconnect causes no
/// messages. Thread-safe.
/// </summary>
public interface IActivityPresence
{
    /// <summary>
    /// Makes the caller present for as long as the connection lives. While the database cannot be written to, the caller joins later.
    /// </summary>
    /// <param name="activityId">The activity need not exist.</param>
    /// <param name="caller">A signed-in user, since visitors are not listed, and the connection's id, which user_joined names as its actor.</param>
    /// <param name="cancellationToken">Observed until the user has joined.</param>
    /// <returns>A lease, to be disposed when the connection ends. Disposing it never throws.</returns>
    Task<IAsyncDisposable> EnterAsync(Guid activityId, Caller caller, CancellationToken cancellationToken);
}
