using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Identity;

/// <summary>Limits on guessing passwords and on registering accounts, for all nodes together, and on what each user and each address adds to the event log.</summary>
public sealed class RateLimitOptions
{
    public bool Enabled { get; set; } = true;

    [Range(1, 86_400.0)]
    public double LockoutSeconds { get; set; } = 60;

    /// <summary>
    /// How long a name stays locked for an address after that address's last failure, and the period in which a name's failures from all
    /// addresses are counted.
    /// </summary>
    public TimeSpan Lockout => TimeSpan.FromSeconds(LockoutSeconds);

    /// <summary>The number of failed sign-ins from one address that locks a name for that address.</summary>
    public int MaxFailures { get; internal set; } = 5;

    [Range(5, 1_000_000)]
    public int MaxFailuresPerName { get; set; } = 100;

    /// <summary>The number of events that one user may add to the log of a node within an hour.</summary>
    [Range(1, int.MaxValue)]
    public int MaxEventsPerHour { get; set; } = 20_000;

    /// <summary>The number of bytes of these events.</summary>
    [Range(1024 * 1024, 1L << 40)]
    public long MaxEventBytesPerHour { get; set; } = 512L * 1024 * 1024;

    /// <summary>The number of events that all users of one address together may add to the log of a node within an hour.</summary>
    [Range(1, int.MaxValue)]
    public int MaxEventsPerHourPerAddress { get; set; } = 200_000;

    /// <summary>The number of bytes of these events.</summary>
    [Range(1024 * 1024, 1L << 40)]
    public long MaxEventBytesPerHourPerAddress { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The number of accounts that one address may register within <see cref="RegistrationPeriod"/>.</summary>
    public int MaxRegistrations { get; internal set; } = 60;

    public TimeSpan RegistrationPeriod { get; internal set; } = TimeSpan.FromMinutes(1);
}
