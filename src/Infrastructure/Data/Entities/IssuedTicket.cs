namespace Dots.Infrastructure.Data.Entities;

/// <summary>A ticket that has been issued for a stream and has not been used.</summary>
internal sealed class IssuedTicket
{
    /// <summary>SHA-256 of the ticket, so that somebody who reads the database cannot use it.</summary>
    public required string Hash { get; set; }

    public required Guid SessionId { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }
}
