namespace Dots.Infrastructure.Data.Entities;

/// <summary>The number of accounts that were registered from one address in the current period, on all nodes together.</summary>
internal sealed class Registrations
{
    /// <summary>An IP address.</summary>
    public required string Address { get; set; }

    public int Count { get; set; }

    /// <summary>When the period ends and the count is deleted.</summary>
    public DateTimeOffset ForgottenAt { get; set; }
}
