using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>
/// A JSON value as a client wrote it: members keep their order, numbers their spelling. Immutable, and always I-JSON (RFC 7493): names
/// are unique, text is Unicode, and numbers lie within the range of a double, or there would be no canonical form to hash.
/// </summary>
/// <remarks>
/// Equal to a value that says the same: the order of members does not count, nor does the spelling of a number, <c>1.0</c> and
/// <c>1</c>. Numbers are compared exactly, not as doubles.
/// </remarks>
public abstract class JsonValue : IEquatable<JsonValue>
{
    /// <summary>How deep objects and arrays may be nested.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512, AllowDuplicateProperties = true };
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private protected JsonValue()
    {
    }

    /// <exception cref="JsonException">Not JSON.</exception>
    /// <exception cref="DocumentException">JSON, but too deep or not I-JSON.</exception>
    public static JsonValue Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, Options);
        return Read(document.RootElement);
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static JsonValue Parse(string json)
    {
        using var document = JsonDocument.Parse(json, Options);
        return Read(document.RootElement);
    }

    /// <exception cref="DocumentException">Too deep or not I-JSON.</exception>
    public static JsonValue Read(JsonElement element) => Read(element, 0);

    public abstract bool Equals(JsonValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as JsonValue);

    public abstract override int GetHashCode();

    /// <summary>JSON on one line.</summary>
    public abstract void WriteTo(Utf8JsonWriter writer);

    /// <summary>UTF-8 JSON on one line.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            WriteTo(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public override string ToString() => System.Text.Encoding.UTF8.GetString(ToUtf8());

    private static JsonValue Read(JsonElement element, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new DocumentException($"It is nested deeper than {MaxDepth} levels.");
        }

        return element.ValueKind switch
        {
            JsonValueKind.Object => new JsonObject(element.EnumerateObject().Select(member => ReadMember(member, depth + 1))),
            JsonValueKind.Array => new JsonArray(element.EnumerateArray().Select((item, i) => ReadItem(item, i, depth + 1))),
            JsonValueKind.String => new JsonText(TextOf(element)),
            JsonValueKind.Number => new JsonNumber(element.GetRawText()),
            JsonValueKind.True => JsonLiteral.True,
            JsonValueKind.False => JsonLiteral.False,
            JsonValueKind.Null => JsonLiteral.Null,
            _ => throw new DocumentException("There is no JSON value."),
        };
    }

    // Where it is, is put together on the way out of what cannot be read, so that it costs nothing where all is well.
    private static KeyValuePair<string, JsonValue> ReadMember(JsonProperty member, int depth)
    {
        var name = NameOf(member);
        try
        {
            return KeyValuePair.Create(name, Read(member.Value, depth));
        }
        catch (DocumentException exception)
        {
            throw exception.Under(name);
        }
    }

    private static JsonValue ReadItem(JsonElement item, int index, int depth)
    {
        try
        {
            return Read(item, depth);
        }
        catch (DocumentException exception)
        {
            throw exception.Under(index.ToString(CultureInfo.InvariantCulture));
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

    private static string TextOf(JsonElement element)
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

    // Half of a surrogate pair, or bytes that are not UTF-8.
    private static DocumentException NotUnicode() => new("It has text that is not Unicode.");
}
