using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>A JSON object.</summary>
public sealed class JsonObject : JsonValue
{
    public static readonly JsonObject Empty = new([]);

    private readonly Dictionary<string, JsonValue> _byName;

    /// <exception cref="DocumentException">A member name occurs twice.</exception>
    public JsonObject(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        Members = [.. members];
        _byName = new Dictionary<string, JsonValue>(Members.Count, StringComparer.Ordinal);
        foreach (var (name, value) in Members)
        {
            if (!_byName.TryAdd(name, value))
            {
                throw new DocumentException("The object has two members of this name.", DocumentException.PointerTo(name));
            }
        }
    }

    /// <summary>In the order in which the client wrote them.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; }

    /// <returns>Null if there is no such member; a JSON null is <see cref="JsonLiteral.Null"/>.</returns>
    public JsonValue? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The string value of the first of these members that exists; null if none does, or if its value is not a string.</summary>
    public string? FindString(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } value)
            {
                return (value as JsonString)?.Value;
            }
        }

        return null;
    }

    public override bool Equals(JsonValue? other) =>
        other is JsonObject that
        && (ReferenceEquals(this, that)
            || (Members.Count == that.Members.Count
                && Members.All(member => that._byName.TryGetValue(member.Key, out var value) && member.Value.Equals(value))));

    public override int GetHashCode() =>
        // A sum does not depend on the order of the members.
        Members.Aggregate(Members.Count, (sum, member) => unchecked(sum + HashCode.Combine(member.Key, member.Value)));

    private protected override void Serialize(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in Members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
