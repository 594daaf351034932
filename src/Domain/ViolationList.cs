namespace Dots.Domain;

/// <summary>
/// Collects the rule violations of one input. Loops over input must stop once <see cref="IsFull"/>, so that the work is bounded however
/// large the input is.
/// </summary>
internal sealed class ViolationList
{
    private readonly List<RuleViolation> _violations = [];

    public IReadOnlyList<RuleViolation> Violations => _violations;

    public bool IsFull => _violations.Count >= DomainException.MaxViolations;

    public void Add(string field, string rule, string message) =>
        _violations.Add(new RuleViolation(field, rule, message));

    /// <exception cref="DomainException">The list is not empty.</exception>
    public void ThrowIfAny()
    {
        if (_violations.Count > 0)
        {
            throw new DomainException(_violations);
        }
    }
}
