using Dots.Domain;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Common;

/// <summary>
/// Gathers what is wrong with an input of many parts, field by field. Whoever loops over input asks <see cref="IsFull"/>, which bounds the
/// answer to garbage of any size.
/// </summary>
internal sealed class FieldErrors
{
    private readonly List<ValidationFailure> _failures = [];

    public bool IsEmpty => _failures.Count == 0;

    public bool IsFull => _failures.Count >= DomainException.MaxViolations;

    public void Add(string field, string message) => _failures.Add(new ValidationFailure(field, message));

    public void AddRange(IEnumerable<RuleViolation> violations)
    {
        foreach (var violation in violations)
        {
            Add(violation.Field, violation.Message);
        }
    }

    /// <returns>Whether there is a value.</returns>
    public bool Require(object? value, string field)
    {
        if (value is null)
        {
            Add(field, Required.Message);
        }

        return value is not null;
    }

    public void ReportTo<T>(ValidationContext<T> context)
    {
        foreach (var failure in _failures.Take(DomainException.MaxViolations))
        {
            context.AddFailure(failure);
        }
    }
}
