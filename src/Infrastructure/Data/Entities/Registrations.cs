namespace Dots.Infrastructure.Data.Entities;

/// <summary>The accounts that were opened from one address since a limit on them was last counted anew, on all nodes together.</summary>
internal sealed class Registrations
{
    /// <summary>An IP address.</summary>
    public required string Address { get; set; }

    public int Count { get; set; }

    /// <summary>When they no longer count.</summary>
    public DateTimeOffset ForgottenAt { get; set; }
}
