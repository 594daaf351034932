using Dots.Application.Events;

namespace Dots.Application.Activities.Access;

/// <summary>The reader of an activity's stream.</summary>
/// <param name="UserId">Null for a visitor.</param>
/// <param name="Number">Of the activity; null while it does not exist. Unlike the id, it is never reused.</param>
public readonly record struct ActivityReader(Guid ActivityId, long? UserId, long? Number, ReadAccess Access)
{
    public bool CanRead => Access is ReadAccess.Public or ReadAccess.Member;

    /// <summary>The channel to read: for an activity that is hidden from the reader one on which nothing is ever published.</summary>
    public string Channel => Access == ReadAccess.Hidden ? Channels.InPlaceOf(ActivityId) : Channels.OfActivity(ActivityId);

    /// <summary>The name by which <see cref="Audiences"/> include the reader in events for members only; null if they do not.</summary>
    public string? Name => Access == ReadAccess.Member ? Audiences.MembersOf(Number!.Value) : null;

    /// <summary>
    /// Whether a stream that was opened for this reader is right for the changed one: while its activity did not exist, and it is created, even as
    /// one that is hidden from the reader, since the end of the stream would reveal that. Any other change ends the stream.
    /// </summary>
    public bool StreamContinuesAs(ActivityReader changed) =>
        Access != ReadAccess.Hidden && Number != changed.Number && changed.Access != ReadAccess.Member;
}

/// <summary>What a user may read of an activity.</summary>
public enum ReadAccess
{
    /// <summary>There is no such activity. Its stream may be opened, and begins with its creation.</summary>
    Missing,

    /// <summary>The activity is private, and the user, who may not learn that it exists, is neither its owner nor a member.</summary>
    Hidden,

    /// <summary>The activity is public. As long as it is, its owner and members read the same as everybody else.</summary>
    Public,

    /// <summary>The user is the owner or a member, and may read the events of the activity's private time as well.</summary>
    Member,
}
