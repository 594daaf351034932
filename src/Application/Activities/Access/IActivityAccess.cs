using Dots.Application.Common;
using Dots.Application.Events;

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
    /// <exception cref="NotFoundException">
    /// The activity is private, and the user, who may not learn that it exists, is neither its owner nor a member.
    /// </exception>
    Task<ActivityReader> AuthorizeAsync(Guid activityId, User? user, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when the reader may no longer read what it was authorised for, or may read more: at once if that is decided on this node, and
    /// within about a second if it is decided on another. The stream is to be closed then.
    /// </summary>
    /// <returns>Whether the user may open the stream again.</returns>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    Task<bool> RevokedAsync(ActivityReader reader, CancellationToken streamEnded);

    /// <summary>
    /// Completes <see cref="RevokedAsync"/> for this node's streams whose readers' access has changed, once that is committed. Does not throw: if
    /// the database cannot be queried, access is rechecked a second later.
    /// </summary>
    Task RecheckAsync(Guid activityId);
}

/// <summary>What a stream of an activity was authorised for.</summary>
/// <param name="UserId">Null for a visitor.</param>
/// <param name="MemberOf">The number of the activity, if the user is its owner or a member, whether or not it is private.</param>
public readonly record struct ActivityReader(Guid ActivityId, long? UserId, long? MemberOf)
{
    /// <summary>The name by which <see cref="Audiences"/> include the reader in events for members only; null if they do not.</summary>
    public string? Name => MemberOf is { } number ? Audiences.MembersOf(number) : null;
}
