using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>A JSON object.</summary>
public sealed class JsonObject : JsonValue
{
    public static readonly JsonObject Empty = new([]);

    private readonly Dictionary<string, JsonValue> _byName;

    /// <exception cref="DocumentException">Two members have the same name.</exception>
    public JsonObject(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        Members = [.. members];
        _byName = new Dictionary<string, JsonValue>(Members.Count, StringComparer.Ordinal);
        foreach (var (name, value) in Members)
        {
            if (!_byName.TryAdd(name, value))
            {
                throw new DocumentException("There are two members of this name in one object.", DocumentException.PlaceOf(name));
            }
        }
    }

    /// <summary>In the order in which they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; }

    /// <returns>Null where there is no such member; a member whose value is null is <see cref="JsonLiteral.Null"/>.</returns>
    public JsonValue? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The text of the first of these members that there is; null where there is none, or it is no text.</summary>
    public string? FindText(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } value)
            {
                return (value as JsonText)?.Value;
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
        // A sum, because it does not depend on the members' order.
        Members.Aggregate(Members.Count, (sum, member) => unchecked(sum + HashCode.Combine(member.Key, member.Value)));

    public override void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (var (name, value) in Members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
