using Dots.Application.Common;

namespace Dots.Application.Activities.Access;

/// <summary>
/// Access to the streams of activities. Everybody may read a public activity, and only its owner and its members a private one. Thread-safe.
/// </summary>
public interface IActivityAccess
{
    /// <summary>Allows access to an activity that does not exist: its stream may be opened before it is created.</summary>
    /// <param name="activityId">The activity, which may have been deleted.</param>
    /// <param name="user">Null for a visitor.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="ForbiddenException">The activity is private, and the user is neither its owner nor a member.</exception>
    Task ThrowIfDeniedAsync(Guid activityId, User? user, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when the user may no longer read the activity: at once if that is decided on this node, and within about a second if it is
    /// decided on another. The stream is to be closed then.
    /// </summary>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    Task RevokedAsync(Guid activityId, User? user, CancellationToken streamEnded);

    /// <summary>
    /// Completes <see cref="RevokedAsync"/> for this node's streams whose users may no longer read the activity, once that is committed. Does
    /// not throw: if the database cannot be queried, access is rechecked a second later.
    /// </summary>
    Task RecheckAsync(Guid activityId);
}
