using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Events;

/// <summary>How long, and how many, events are kept.</summary>
public sealed class RetentionOptions
{
    [Range(0.00001, 36_500)]
    public double RetentionDays { get; set; } = 30;

    /// <summary>The size of the log in bytes, above which the oldest events are deleted.</summary>
    [Range(1024 * 1024, long.MaxValue)]
    public long MaxBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    public TimeSpan Keep => TimeSpan.FromDays(RetentionDays);

    /// <summary>How long messages about reads are kept. Anybody can cause them, and nothing depends on them.</summary>
    public TimeSpan KeepReads { get; internal set; } = TimeSpan.FromHours(1);

    /// <summary>How often old events are deleted.</summary>
    public TimeSpan Interval { get; internal set; } = TimeSpan.FromMinutes(1);

    /// <summary>The maximum number of rows that one transaction deletes; this many take a few milliseconds.</summary>
    public int Step { get; internal set; } = 500;
}
