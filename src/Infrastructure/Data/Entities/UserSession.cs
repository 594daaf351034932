namespace Dots.Infrastructure.Data.Entities;

/// <summary>A session of a signed-in user. Its tokens contain its id; deleting the row revokes them.</summary>
internal sealed class UserSession
{
    public Guid Id { get; set; }

    public long UserId { get; set; }

    /// <summary>The number of the only valid refresh token. Each renewal increments it, so that a token can be used once.</summary>
    public int Generation { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
