using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Options;

namespace Dots.Web.Problems;

/// <summary>
/// What is wrong with a body or a query, in the caller's terms: the serialiser's own messages name types of this program.
/// </summary>
internal static partial class BodyProblems
{
    /// <summary>The field's name where it is none of the body's members but all of it.</summary>
    public const string Body = "body";

    private const string BodyRequired = "A JSON object is required.";

    public static IActionResult Answer(ActionContext context)
    {
        var errors = new Dictionary<string, string[]>();
        var argument = BodyArgument(context)?.Name;
        foreach (var (key, entry) in context.ModelState)
        {
            // An unreadable body is also reported as a missing argument, which says nothing more.
            if (entry.ValidationState == ModelValidationState.Invalid && key != argument)
            {
                var (field, message) = Read(context, key, entry);
                errors[field] = [.. errors.GetValueOrDefault(field, []).Union([message])];
            }
        }

        if (errors.Count == 0)
        {
            errors[Body] = [BodyRequired];
        }

        var factory = (ProblemFactory)context.HttpContext.RequestServices.GetRequiredService<ProblemDetailsFactory>();
        return new BadRequestObjectResult(factory.CreateInvalid(context.HttpContext, errors));
    }

    private static (string Field, string Message) Read(ActionContext context, string key, ModelStateEntry entry)
    {
        // A query's parameter, or a route's.
        if (entry.AttemptedValue is { } attempted)
        {
            var parameter = context.ActionDescriptor.Parameters.OfType<ControllerParameterDescriptor>().FirstOrDefault(p => p.Name == key);
            return (key, parameter?.ParameterInfo.GetCustomAttribute<RangeAttribute>() is { } range
                ? range.ErrorMessage ?? $"Must be a whole number from {range.Minimum} to {range.Maximum}."
                : $"Must be {Describe(parameter?.ParameterType ?? typeof(string))}, not '{Shorten(attempted)}'.");
        }

        var message = entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : "";
        var names = NamesIn(key).ToList();
        var field = FieldOf(names);
        if (UnknownMember().Match(message) is { Success: true } unknown)
        {
            return (field, $"There is no member {Shorten(unknown.Groups[1].Value)} here.");
        }

        if (message.StartsWith("Duplicate property", StringComparison.Ordinal))
        {
            return (field, "It is there more than once.");
        }

        if (message.Contains("could not be converted", StringComparison.Ordinal))
        {
            var type = TypeAt(context, names);
            return (field, $"Must be {Describe(type)}.");
        }

        if (message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return (field, "It is nested too deeply.");
        }

        return Position().Match(message) is { Success: true } at
            ? (Body, $"Not well-formed JSON (line {Number(at.Groups[1]) + 1}, byte {Number(at.Groups[2]) + 1}).")
            : (field, message.Contains("JSON", StringComparison.Ordinal) ? "Not well-formed JSON." : BodyRequired);
    }

    // "$.dots[2]['a name']" is the way through the members dots, [2] and "a name".
    private static IEnumerable<string> NamesIn(string jsonPath) =>
        PathStep().Matches(jsonPath).Select(step => step.Groups["quoted"] is { Success: true } quoted ? quoted.Value : step.Groups["plain"].Value);

    private static string FieldOf(List<string> names) =>
        names.Count == 0
            ? Body
            : string.Concat(names.Select((name, i) => i == 0 || name.StartsWith('[') ? Shorten(name) : $".{Shorten(name)}"));

    private static Microsoft.AspNetCore.Mvc.Abstractions.ParameterDescriptor? BodyArgument(ActionContext context) =>
        context.ActionDescriptor.Parameters.FirstOrDefault(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Body);

    /// <summary>What stands at that place in the body that the action takes.</summary>
    private static Type TypeAt(ActionContext context, List<string> names)
    {
        var json = context.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        var type = BodyArgument(context)?.ParameterType ?? typeof(object);
        foreach (var name in names)
        {
            var info = json.GetTypeInfo(type);
            type = info.Kind == JsonTypeInfoKind.Enumerable
                ? info.ElementType!
                : info.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType ?? typeof(object);
        }

        return type;
    }

    private static string Describe(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        // What range is right is the rule of whom the number is for; the one that fits its type says nothing to the caller.
        TypeCode.Int32 or TypeCode.Int64 => "a whole number",
        TypeCode.Boolean => "true or false",
        TypeCode.String => "text, in valid Unicode",
        _ => typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "an array" : "an object",
    };

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    [GeneratedRegex("The JSON property '(.*)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex UnknownMember();

    [GeneratedRegex(@"LineNumber: (\d+) \| BytePositionInLine: (\d+)")]
    private static partial Regex Position();

    [GeneratedRegex(@"\['(?<quoted>.*?)'\](?=$|[.\[])|\.(?<plain>[^.\[]+)|(?<plain>\[\d+\])", RegexOptions.Singleline)]
    private static partial Regex PathStep();
}
