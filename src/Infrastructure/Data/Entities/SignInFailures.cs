namespace Dots.Infrastructure.Data.Entities;

/// <summary>
/// Failed sign-ins for one name, whether or not an account of that name exists: otherwise a lockout would reveal that it does.
/// </summary>
internal sealed class SignInFailures
{
    /// <summary>A digest of the normalised name, because users sometimes type their password as the name.</summary>
    public required string NameKey { get; set; }

    public int Count { get; set; }

    /// <summary>When the failures expire and are deleted.</summary>
    public DateTimeOffset ForgottenAt { get; set; }
}
