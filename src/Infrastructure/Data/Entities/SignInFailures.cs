namespace Dots.Infrastructure.Data.Entities;

/// <summary>
/// Failed sign-ins for one name, whether or not an account of that name exists: a lockout that only accounts had would tell who is here.
/// </summary>
internal sealed class SignInFailures
{
    /// <summary>A digest of the normalised name, for what is typed as a name may be a password.</summary>
    public required string NameKey { get; set; }

    public int Count { get; set; }

    /// <summary>When they no longer count.</summary>
    public DateTimeOffset ForgottenAt { get; set; }
}
