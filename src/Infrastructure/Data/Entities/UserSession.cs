namespace Dots.Infrastructure.Data.Entities;

/// <summary>A sign-in that has not been signed out. Its tokens carry its id; deleting the row voids them.</summary>
internal sealed class UserSession
{
    public Guid Id { get; set; }

    public long UserId { get; set; }

    /// <summary>Which refresh token is good: they are counted, and each may be used once.</summary>
    public int Generation { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
