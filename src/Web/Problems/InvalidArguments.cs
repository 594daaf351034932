using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Dots.Web.Problems;

/// <summary>Answers a request whose parameters or body could not be bound, naming each field with its rule.</summary>
internal static class InvalidArguments
{
    private const string BodyRequired = "A JSON object is required.";

    public static IActionResult Answer(ActionContext context)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (key, entry) in context.ModelState.Where(pair => pair.Value!.ValidationState == ModelValidationState.Invalid))
        {
            if (JsonBodyFormatter.FieldOf(key) is { } field)
            {
                Add(field, entry!.Errors[0].ErrorMessage);
            }
            else if (entry!.AttemptedValue is { } attempted)
            {
                Add(key, Rule(context, key, attempted));
            }
        }

        // A missing body is reported under a name of the action's own, or under none.
        if (errors.Count == 0)
        {
            errors[RequestErrors.Body] = [BodyRequired];
        }

        var factory = context.HttpContext.RequestServices.GetRequiredService<ProblemFactory>();
        return new BadRequestObjectResult(factory.CreateInvalid(context.HttpContext, errors));

        void Add(string field, string message) => errors[field] = [.. errors.GetValueOrDefault(field, []).Union([message])];
    }

    /// <summary>The type of a body's member, or of a parameter, in the terms of JSON.</summary>
    public static string Describe(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        // Without the range of the type, which is not the range that the use case allows.
        TypeCode.Int32 or TypeCode.Int64 => "a whole number",
        TypeCode.Boolean => "true or false",
        TypeCode.String => "text, in valid Unicode",
        _ => typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "an array" : "an object",
    };

    public static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    private static string Rule(ActionContext context, string name, string attempted)
    {
        var parameter = context.ActionDescriptor.Parameters.OfType<ControllerParameterDescriptor>().FirstOrDefault(p => p.Name == name);
        return parameter?.ParameterInfo.GetCustomAttribute<RangeAttribute>() is { } range
            ? range.ErrorMessage ?? $"Must be a whole number from {range.Minimum} to {range.Maximum}."
            : $"Must be {Describe(parameter?.ParameterType ?? typeof(string))}, not '{Shorten(attempted)}'.";
    }
}
