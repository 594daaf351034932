namespace Dots.Infrastructure.Identity;

/// <summary>How guessing of passwords is slowed down.</summary>
public sealed class SignInOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>So many failures for one name lock it.</summary>
    public int MaxFailures { get; set; } = 5;

    /// <summary>For so long after the last failure.</summary>
    public TimeSpan Lockout { get; set; } = TimeSpan.FromMinutes(1);
}
