using Dots.Domain.Activities;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Notices;

/// <summary>The rules that alerts and notifications share: a message is required, and any other members are allowed.</summary>
internal static class NoticeText
{
    private const int MaxBytes = 16 * 1024;

    /// <exception cref="ValidationException">The message is missing, or the notice is too large.</exception>
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
