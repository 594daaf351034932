using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
public sealed class JsonLiteral : JsonValue
{
    public static readonly JsonLiteral True = new(true);
    public static readonly JsonLiteral False = new(false);
    public static readonly JsonLiteral Null = new(null);

    private readonly bool? _value;

    private JsonLiteral(bool? value) => _value = value;

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => _value.GetHashCode();

    private protected override void Serialize(Utf8JsonWriter writer)
    {
        if (_value is { } value)
        {
            writer.WriteBooleanValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
