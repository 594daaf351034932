namespace Dots.Infrastructure.Events;

/// <summary>How long events are kept.</summary>
public sealed class RetentionOptions
{
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often it is looked for events to trim.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The most rows that are deleted in one turn: a few milliseconds.</summary>
    public int Step { get; set; } = 500;
}
