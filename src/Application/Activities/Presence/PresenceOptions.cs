namespace Dots.Application.Activities.Presence;

/// <summary>When somebody counts as gone.</summary>
public sealed class PresenceOptions
{
    /// <summary>From the end of a user's last connection until it is told that they have left: who reconnects before is not missed.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A connection of which its server has said nothing for so long is a ghost: that server has crashed.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromSeconds(30);
}
