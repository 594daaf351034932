namespace Dots.Infrastructure.Identity;

/// <summary>How guessing of passwords and opening of accounts are slowed down.</summary>
public sealed class SignInOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>So many failures for one name lock it.</summary>
    public int MaxFailures { get; set; } = 5;

    /// <summary>For so long after the last failure.</summary>
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many accounts may be opened from one address within <see cref="RegistrationPeriod"/>.</summary>
    public int MaxRegistrations { get; set; } = 60;

    public TimeSpan RegistrationPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
