using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>A JSON array.</summary>
public sealed class JsonArray : JsonValue
{
    private static readonly string[] Keys = ["id", "Id"];

    private readonly Lazy<string?> _key;

    public JsonArray(IEnumerable<JsonValue> items)
    {
        Items = [.. items];
        _key = new Lazy<string?>(() => Keys.FirstOrDefault(IsKeyedBy));
    }

    public IReadOnlyList<JsonValue> Items { get; }

    /// <summary>
    /// The member that identifies the elements, <c>id</c> or <c>Id</c>. Null if the array is empty, or if an element is not an object, has
    /// neither a string nor a number as its id, or has an id that reads like another element's: removals name elements by the text of their ids.
    /// </summary>
    public string? Key => _key.Value;

    /// <summary>The id of an element of an array with this <see cref="Key"/>.</summary>
    public static ElementId IdOf(JsonValue element, string key) => ElementId.From(((JsonObject)element).Find(key))!.Value;

    /// <summary>Whether the array is not empty and this member identifies each element.</summary>
    public bool IsKeyedBy(string name)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Items.Count > 0
            && Items.All(item => item is JsonObject element && ElementId.From(element.Find(name)) is { } id && seen.Add(id.Text));
    }

    public override bool Equals(JsonValue? other) =>
        other is JsonArray array && (ReferenceEquals(this, array) || Items.SequenceEqual(array.Items));

    public override int GetHashCode() => Items.Aggregate(Items.Count, HashCode.Combine);

    private protected override void Serialize(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in Items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
