using Dots.Application.Common;

namespace Dots.Application.Activities.Access;

/// <summary>Who may read an activity: everybody, or its members alone when its owner has made it private. Thread-safe.</summary>
public interface IActivityAccess
{
    /// <summary>Passes for an activity that does not exist: its stream may be opened before it.</summary>
    /// <exception cref="ForbiddenException">The activity is private, and the user, or a visitor, is no member.</exception>
    Task ThrowIfDeniedAsync(Guid activityId, User? user, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when the user may no longer read the activity: at once when that was decided on this node, and within a second or two when
    /// it was on another. Streams that are open then are to be closed.
    /// </summary>
    /// <exception cref="OperationCanceledException">The stream ended before.</exception>
    Task RevokedAsync(Guid activityId, User? user, CancellationToken streamEnded);

    /// <summary>
    /// Tells the streams of this node whose readers may no longer read the activity, once that is committed. Does not fail: where it could
    /// not be looked up, it is soon looked up again.
    /// </summary>
    Task RecheckAsync(Guid activityId);
}
