using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>
/// A JSON value as a client wrote it: members keep their order and numbers their text. Immutable, and always I-JSON (RFC 7493), which the
/// canonical form for the hash requires: member names are unique, strings are valid Unicode, and numbers are in the range of a double.
/// </summary>
/// <remarks>
/// Equality ignores the order of members and the way numbers are written (<c>1.0</c> equals <c>1</c>). Numbers are compared exactly, not as
/// doubles.
/// </remarks>
public abstract class JsonValue : IEquatable<JsonValue>
{
    /// <summary>The largest nesting depth of objects and arrays.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions ParserOptions = new() { MaxDepth = 512, AllowDuplicateProperties = true };
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private byte[]? _utf8;

    private protected JsonValue()
    {
    }

    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="DocumentException">The value is nested too deeply, or is not I-JSON.</exception>
    public static JsonValue Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, ParserOptions);
        return From(document.RootElement);
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static JsonValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json, ParserOptions);
        return From(document.RootElement);
    }

    /// <exception cref="DocumentException">The value is nested too deeply, or is not I-JSON.</exception>
    public static JsonValue From(JsonElement element) => From(element, 0);

    public abstract bool Equals(JsonValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as JsonValue);

    public abstract override int GetHashCode();

    /// <summary>Writes compact JSON.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (_utf8 is { } serialized)
        {
            writer.WriteRawValue(serialized, skipInputValidation: true);
        }
        else
        {
            Serialize(writer);
        }
    }

    private protected abstract void Serialize(Utf8JsonWriter writer);

    /// <summary>Keeps the serialised form, so that <see cref="WriteTo"/> only copies it from now on, wherever the value occurs.</summary>
    internal void KeepSerialized() => _utf8 ??= ToUtf8();

    /// <summary>Compact JSON in UTF-8.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public override string ToString() => System.Text.Encoding.UTF8.GetString(ToUtf8());

    private static JsonValue From(JsonElement element, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new DocumentException($"It is nested deeper than {MaxDepth} levels.");
        }

        return element.ValueKind switch
        {
            JsonValueKind.Object => new JsonObject(element.EnumerateObject().Select(member => MemberFrom(member, depth + 1))),
            JsonValueKind.Array => new JsonArray(element.EnumerateArray().Select((item, i) => ItemFrom(item, i, depth + 1))),
            JsonValueKind.String => new JsonString(StringOf(element)),
            JsonValueKind.Number => new JsonNumber(element.GetRawText()),
            JsonValueKind.True => JsonLiteral.True,
            JsonValueKind.False => JsonLiteral.False,
            JsonValueKind.Null => JsonLiteral.Null,
            _ => throw new DocumentException("The JSON value is missing."),
        };
    }

    // The pointer is built while the exception unwinds, so that valid input pays nothing for it.
    private static KeyValuePair<string, JsonValue> MemberFrom(JsonProperty member, int depth)
    {
        var name = NameOf(member);
        try
        {
            return KeyValuePair.Create(name, From(member.Value, depth));
        }
        catch (DocumentException exception)
        {
            throw exception.Within(name);
        }
    }

    private static JsonValue ItemFrom(JsonElement item, int index, int depth)
    {
        try
        {
            return From(item, depth);
        }
        catch (DocumentException exception)
        {
            throw exception.Within(index.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    private static string StringOf(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    // An unpaired surrogate, or bytes that are not UTF-8.
    private static DocumentException NotUnicode() => new("It has text that is not Unicode.");
}
