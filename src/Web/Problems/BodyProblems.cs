using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dots.Web.Problems;

/// <summary>
/// What is wrong with a body or a query, in the caller's terms: the serialiser's own messages name types of this program.
/// </summary>
internal static partial class BodyProblems
{
    public static IActionResult Answer(ActionContext context)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (key, entry) in context.ModelState)
        {
            if (entry.ValidationState == ModelValidationState.Invalid)
            {
                var field = FieldOf(key);
                errors[field] = [.. errors.GetValueOrDefault(field, []), .. entry.Errors.Select(error => MessageOf(error, entry)).Distinct()];
            }
        }

        // An unreadable body is also reported as a missing argument, which says nothing more.
        if (errors.Count > 1)
        {
            errors.Remove("body");
            errors.Remove("request");
        }

        return new BadRequestObjectResult(new HttpValidationProblemDetails(errors) { Status = StatusCodes.Status400BadRequest })
        {
            ContentTypes = { "application/problem+json" },
        };
    }

    // "$.dots[2].row" is "dots[2].row" to the caller, and "$" the body as a whole.
    private static string FieldOf(string key) => key is "$" or "" ? "body" : key.StartsWith("$.", StringComparison.Ordinal) ? key[2..] : key;

    private static string MessageOf(ModelError error, ModelStateEntry entry)
    {
        var message = error.ErrorMessage;
        if (UnknownMember().Match(message) is { Success: true } unknown)
        {
            return $"There is no member {unknown.Groups[1].Value} here.";
        }

        if (WrongType().Match(message) is { Success: true } wrong)
        {
            return $"Must be {Describe(wrong.Groups[1].Value)}.";
        }

        if (entry.AttemptedValue is { } attempted)
        {
            return $"'{Shorten(attempted)}' is not a valid value here.";
        }

        if (Position().Match(message) is { Success: true } at)
        {
            return $"Not well-formed JSON (line {Number(at.Groups[1]) + 1}, byte {Number(at.Groups[2]) + 1}).";
        }

        return message.Contains("required", StringComparison.Ordinal) ? "A JSON body is required."
            : message.Contains("JSON", StringComparison.Ordinal) ? "Not well-formed JSON."
            : message;
    }

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static string Describe(string type) =>
        type.Contains("Int32", StringComparison.Ordinal) || type.Contains("Int64", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("List", StringComparison.Ordinal) || type.Contains("[]", StringComparison.Ordinal) ? "an array"
        : type.Contains("System.String", StringComparison.Ordinal) ? "text"
        : type.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : "an object";

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    [GeneratedRegex("The JSON property '([^']*)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("could not be converted to ([^ ]+?)\\.(?: Path| |$)")]
    private static partial Regex WrongType();

    [GeneratedRegex(@"LineNumber: (\d+) \| BytePositionInLine: (\d+)")]
    private static partial Regex Position();
}
