namespace Dots.Domain;

/// <summary>
/// Gathers the violations of one input. A check that is full has seen enough: whoever loops over input asks
/// <see cref="IsFull"/>, which bounds the work on garbage of any size.
/// </summary>
internal sealed class RuleCheck
{
    private readonly List<RuleViolation> _violations = [];

    public IReadOnlyList<RuleViolation> Violations => _violations;

    public bool IsFull => _violations.Count >= DomainException.MaxViolations;

    public void Report(string field, string rule, string message) =>
        _violations.Add(new RuleViolation(field, rule, message));

    /// <exception cref="DomainException">A violation was reported.</exception>
    public void ThrowIfBroken()
    {
        if (_violations.Count > 0)
        {
            throw new DomainException(_violations);
        }
    }
}
