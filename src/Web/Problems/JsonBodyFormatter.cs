using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Dots.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.Options;

namespace Dots.Web.Problems;

/// <summary>
/// Reads JSON bodies, and reports what is wrong with one by field and rule. The framework's own formatter passes on the messages of the
/// serialiser, which name types of this program, and whose wording is no contract. What is wrong is found out here from the exception's path
/// and position, the bytes, and the contract of the type.
/// </summary>
internal sealed partial class JsonBodyFormatter : TextInputFormatter, IInputFormatterExceptionPolicy
{
    /// <summary>Begins the keys of this formatter's errors in the model state, so that they cannot be taken for the name of a parameter.</summary>
    private const char KeyPrefix = '$';

    private readonly JsonSerializerOptions _options;

    public JsonBodyFormatter(IOptions<JsonOptions> options)
    {
        _options = options.Value.JsonSerializerOptions;

        // RFC 8259 section 8.1: JSON between programs is UTF-8.
        SupportedEncodings.Add(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        SupportedMediaTypes.Add("application/json");
        SupportedMediaTypes.Add("application/*+json");
    }

    /// <summary>Failures to receive the body, such as one that is too large, are answered by the exception handler.</summary>
    public InputFormatterExceptionPolicy ExceptionPolicy => InputFormatterExceptionPolicy.MalformedInputExceptions;

    /// <returns>The field that an error in the model state is about; null for an error that is not this formatter's.</returns>
    public static string? FieldOf(string key) => key.StartsWith(KeyPrefix) ? key[1..] : null;

    public override async Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context, Encoding encoding)
    {
        var body = new System.IO.MemoryStream();
        await context.HttpContext.Request.Body.CopyToAsync(body, context.HttpContext.RequestAborted);
        var json = WithoutByteOrderMark(body.GetBuffer().AsMemory(0, (int)body.Length));
        try
        {
            // Before the request has waited for anything, so nothing else limits how many large bodies are parsed at once.
            var model = await context.HttpContext.RequestServices.GetRequiredService<ILowPriorityWork>()
                .ComputeAsync(json.Length, () => JsonSerializer.Deserialize(json.Span, context.ModelType, _options));
            return model is null && !context.TreatEmptyInputAsDefaultValue ? InputFormatterResult.NoValue() : InputFormatterResult.Success(model);
        }
        catch (JsonException exception)
        {
            var (field, message) = Explain(exception, json.Span, context.ModelType);
            context.ModelState.TryAddModelError(KeyPrefix + field, message);
            return InputFormatterResult.Failure();
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;

    private (string Field, string Message) Explain(JsonException exception, ReadOnlySpan<byte> json, Type type)
    {
        var names = NamesIn(exception.Path ?? "");
        var field = NameOf(names);
        var member = TypeAt(type, names);
        return FailureOf(exception, json) switch
        {
            Failure.Syntax => (RequestErrors.Body, $"Not well-formed JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."),
            Failure.Depth => (field, "It is nested too deeply."),
            Failure.Name when member is null => (field, $"There is no member {InvalidArguments.Shorten(names[^1])} here."),
            Failure.Name => (field, "It is there more than once."),

            // Any JSON is of this type, so the one thing left to refuse is a repeated member somewhere in it.
            _ when member == typeof(JsonElement) => (field, "A member is there more than once."),
            _ => (field, $"Must be {InvalidArguments.Describe(member ?? typeof(object))}."),
        };
    }

    private Failure FailureOf(JsonException exception, ReadOnlySpan<byte> json)
    {
        // The reader's own exception is about the text itself, the serialiser's about the token that it has just read.
        var isText = exception.InnerException is JsonException;
        var offset = isText ? long.MaxValue : OffsetOf(exception, json);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= _options.MaxDepth)
                {
                    return Failure.Depth;
                }

                if (reader.BytesConsumed >= offset)
                {
                    return reader.TokenType == JsonTokenType.PropertyName ? Failure.Name : Failure.Value;
                }
            }
        }
        catch (JsonException)
        {
            return Failure.Syntax;
        }

        return Failure.Syntax;
    }

    private static long OffsetOf(JsonException exception, ReadOnlySpan<byte> json)
    {
        var line = 0;
        for (var left = exception.LineNumber ?? 0; left > 0; left--)
        {
            line += json[line..].IndexOf((byte)'\n') + 1;
        }

        return line + (exception.BytePositionInLine ?? 0);
    }

    /// <returns>The type at that place in a body of the type; null where it has no such member.</returns>
    private Type? TypeAt(Type type, List<string> names)
    {
        foreach (var name in names)
        {
            var info = _options.GetTypeInfo(type);
            var next = info.Kind == JsonTypeInfoKind.Enumerable
                ? info.ElementType
                : info.Properties.FirstOrDefault(property => property.Name == name)?.PropertyType;
            if (next is null)
            {
                return null;
            }

            type = next;
        }

        return type;
    }

    // "$.dots[2]['a name']" is the path through the members dots, [2] and "a name".
    private static List<string> NamesIn(string jsonPath) =>
    [
        .. PathStep().Matches(jsonPath).Select(step => step.Groups["quoted"] is { Success: true } quoted ? quoted.Value : step.Groups["plain"].Value),
    ];

    private static string NameOf(List<string> names)
    {
        var name = string.Concat(names.Select((name, i) => (i == 0 || name.StartsWith('[') ? "" : ".") + InvalidArguments.Shorten(name)));
        return name.Length == 0 ? RequestErrors.Body : name;
    }

    [GeneratedRegex(@"\['(?<quoted>.*?)'\](?=$|[.\[])|\.(?<plain>[^.\[]+)|(?<plain>\[\d+\])", RegexOptions.Singleline)]
    private static partial Regex PathStep();

    private enum Failure
    {
        Syntax,
        Depth,
        Name,
        Value,
    }
}
