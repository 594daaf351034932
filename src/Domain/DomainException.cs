namespace Dots.Domain;

/// <summary>
/// What was asked for breaks the rules of the game, and nothing has changed. Holds every violation that was found, so that
/// a client can show them all at once.
/// </summary>
public sealed class DomainException : Exception
{
    /// <summary>No exception holds more violations than this; the first ones are kept.</summary>
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
            [] => throw new ArgumentException("An exception about rules names at least one.", nameof(violations)),
            [var only] => only.Message,
            [var first, ..] => $"{first.Message} ({violations.Count - 1} more)",
        };
    }
}
