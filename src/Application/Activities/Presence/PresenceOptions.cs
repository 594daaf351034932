namespace Dots.Application.Activities.Presence;

/// <summary>When a user counts as gone.</summary>
public sealed class PresenceOptions
{
    /// <summary>From the end of a user's last connection until they have left. A client that reconnects within it causes no messages.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A lease that was not renewed for this long is stale: its server has crashed. The same holds for a user known by status alone.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(30);
}
