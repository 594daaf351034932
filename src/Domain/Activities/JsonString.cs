using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>A JSON string.</summary>
public sealed class JsonString(string value) : JsonValue
{
    public string Value { get; } = value;

    public override bool Equals(JsonValue? other) => other is JsonString text && text.Value == Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    private protected override void Serialize(Utf8JsonWriter writer)
    {
        writer.WriteStringValue(Value);
    }
}
