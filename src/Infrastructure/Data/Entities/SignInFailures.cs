namespace Dots.Infrastructure.Data.Entities;

/// <summary>
/// Failed sign-ins for one name, from one address or from all, whether or not an account of that name exists: otherwise a lockout would reveal
/// that it does.
/// </summary>
internal sealed class SignInFailures
{
    /// <summary>
    /// A digest of the normalised name, and of the address if it is about one. A digest, because users sometimes type their password as the name.
    /// </summary>
    public required string NameKey { get; set; }

    public int Count { get; set; }

    /// <summary>When the failures expire and are deleted.</summary>
    public DateTimeOffset ForgottenAt { get; set; }
}
