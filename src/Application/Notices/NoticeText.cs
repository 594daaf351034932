using Dots.Domain.Activities;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Notices;

/// <summary>What alerts and notifications to a user have in common: text for people, and whatever else a client likes to add.</summary>
internal static class NoticeText
{
    private const int MaxBytes = 16 * 1024;

    /// <exception cref="ValidationException">There is no message, or it is all too much.</exception>
    public static void Check(JsonObject notice)
    {
        var failures = new List<ValidationFailure>();
        if (string.IsNullOrWhiteSpace(notice.FindString("message")))
        {
            failures.Add(new ValidationFailure("message", "Required: text for people."));
        }

        if (notice.ToUtf8().Length > MaxBytes)
        {
            failures.Add(new ValidationFailure("body", $"At most {MaxBytes} bytes."));
        }

        if (failures.Count > 0)
        {
            throw new ValidationException(failures);
        }
    }
}
