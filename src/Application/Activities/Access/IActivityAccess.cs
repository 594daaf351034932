using Dots.Application.Common;

namespace Dots.Application.Activities.Access;

/// <summary>
/// Access to the streams of activities. Everybody may read a public activity, and only its owner and its members a private one. Nobody is refused:
/// to a user who may not learn that an activity exists, its stream looks like that of an activity that does not exist yet. Thread-safe.
/// </summary>
public interface IActivityAccess
{
    /// <param name="activityId">The activity, which need not exist yet, or may have been deleted.</param>
    /// <param name="user">Null for a visitor.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<ActivityReader> AuthorizeAsync(Guid activityId, User? user, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when a change of access, or the activity's creation, concerns the reader's stream: at once if it is made on this node, except for the
    /// creation of a public activity, and within about a second otherwise. See <see cref="ActivityReader.StreamContinuesAs"/>.
    /// </summary>
    /// <returns>The reader from now on.</returns>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    Task<ActivityReader> ChangedAsync(ActivityReader reader, CancellationToken streamEnded);

    /// <summary>
    /// Completes <see cref="ChangedAsync"/> for this node's streams whose readers' access has changed, once that is committed. Does not throw: if
    /// the database cannot be queried, access is rechecked a second later.
    /// </summary>
    Task RecheckAsync(Guid activityId);
}
