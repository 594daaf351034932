using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Events;

/// <summary>How long events are kept.</summary>
public sealed class RetentionOptions
{
    [Range(0.00001, 36_500)]
    public double RetentionDays { get; set; } = 30;

    public TimeSpan Keep => TimeSpan.FromDays(RetentionDays);

    /// <summary>How often old events are deleted.</summary>
    public TimeSpan Interval { get; internal set; } = TimeSpan.FromMinutes(1);

    /// <summary>The maximum number of rows that one transaction deletes; this many take a few milliseconds.</summary>
    public int Step { get; internal set; } = 500;
}
