namespace Dots.Infrastructure.Activities;

/// <summary>A user's socket on an activity, as long as its server says that it is there.</summary>
internal sealed class PresenceLease
{
    public Guid Id { get; set; }

    public Guid ActivityId { get; set; }

    public long UserId { get; set; }

    /// <summary>The process that serves it.</summary>
    public Guid NodeId { get; set; }

    public DateTimeOffset SeenAt { get; set; }
}
