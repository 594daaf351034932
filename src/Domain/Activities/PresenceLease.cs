namespace Dots.Domain.Activities;

/// <summary>
/// A connection of a user to an activity. The server that holds the connection renews the lease, so a lease that is no longer renewed belongs
/// to a server that has crashed or is cut off.
/// </summary>
public sealed class PresenceLease
{
    private PresenceLease()
    {
    }

    public PresenceLease(Guid id, Guid activityId, long userId, Guid nodeId, DateTimeOffset now)
    {
        Id = id;
        ActivityId = activityId;
        UserId = userId;
        NodeId = nodeId;
        SeenAt = now.ToUniversalTime();
    }

    public Guid Id { get; private set; }

    public Guid ActivityId { get; private set; }

    public long UserId { get; private set; }

    /// <summary>The server process that holds the connection.</summary>
    public Guid NodeId { get; private set; }

    /// <summary>When the lease was acquired or last renewed.</summary>
    public DateTimeOffset SeenAt { get; private set; }
}
