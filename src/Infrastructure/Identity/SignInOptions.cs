namespace Dots.Infrastructure.Identity;

/// <summary>Limits on guessing passwords and on registering accounts.</summary>
public sealed class SignInOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>The number of failed sign-ins that locks a name.</summary>
    public int MaxFailures { get; set; } = 5;

    /// <summary>How long a name stays locked after the last failure.</summary>
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The number of accounts that one address may register within <see cref="RegistrationPeriod"/>.</summary>
    public int MaxRegistrations { get; set; } = 60;

    public TimeSpan RegistrationPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
