using Dots.Domain;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Common;

/// <summary>
/// Collects the errors of an input with many parts, field by field. A loop over input of any size ends once <see cref="IsFull"/>, so that the
/// answer stays small.
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

    /// <returns>Whether the value is given.</returns>
    public bool Require(object? value, string field)
    {
        if (value is null)
        {
            Add(field, FieldMessages.Required);
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

/// <summary>Messages that the fields of several requests share.</summary>
internal static class FieldMessages
{
    public const string Required = "Required.";
    public const string Color = "A color is written #RRGGBB, in hexadecimal digits.";

    /// <summary>Of a search by name.</summary>
    public static string NoName(int maxLength) => $"No name has more than {maxLength} characters.";
}
