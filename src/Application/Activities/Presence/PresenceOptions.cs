using System.ComponentModel.DataAnnotations;

namespace Dots.Application.Activities.Presence;

/// <summary>When a user counts as gone.</summary>
public sealed class PresenceOptions
{
    [Range(0.1, 3600)]
    public double GracePeriodSeconds { get; set; } = 10;

    [Range(0.3, 3600)]
    public double StaleAfterSeconds { get; set; } = 30;

    /// <summary>From the end of a user's last connection until they have left. A client that reconnects within it causes no messages.</summary>
    public TimeSpan GracePeriod => TimeSpan.FromSeconds(GracePeriodSeconds);

    /// <summary>A lease that was not renewed for this long is stale: its server has crashed. The same holds for a user known by status alone.</summary>
    public TimeSpan StaleAfter => TimeSpan.FromSeconds(StaleAfterSeconds);
}
