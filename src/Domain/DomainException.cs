namespace Dots.Domain;

/// <summary>
/// The input breaks rules of the game; nothing has been changed. Lists all violations found, so that a client can show them together.
/// </summary>
public sealed class DomainException : Exception
{
    /// <summary>The most violations that an exception lists; further ones are dropped.</summary>
    public const int MaxViolations = 50;

    public DomainException(IReadOnlyList<RuleViolation> violations)
        : base(Summarize(violations))
    {
        Violations = [.. violations.Take(MaxViolations)];
    }

    /// <summary>At least one, at most <see cref="MaxViolations"/>.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; }

    private static string Summarize(IReadOnlyList<RuleViolation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);

        return violations switch
        {
            [] => throw new ArgumentException("At least one violation is required.", nameof(violations)),
            [var only] => only.Message,
            [var first, ..] => $"{first.Message} ({violations.Count - 1} more)",
        };
    }
}
