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
    /// The member by which the elements are told apart, <c>id</c> or <c>Id</c>; null where they are not: in an empty array, and where an
    /// element is no object, has no text as its id, or shares the id of another. Ids are the same in any letter case.
    /// </summary>
    public string? Key => _key.Value;

    /// <summary>For an element of an array that has a <see cref="Key"/>.</summary>
    public static string IdOf(JsonValue element, string key) => ((JsonText)((JsonObject)element).Find(key)!).Value;

    /// <summary>Whether there are elements, and this member tells them apart.</summary>
    public bool IsKeyedBy(string name)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Items.Count > 0 && Items.All(item => item is JsonObject element && element.Find(name) is JsonText id && seen.Add(id.Value));
    }

    public override bool Equals(JsonValue? other) =>
        other is JsonArray array && (ReferenceEquals(this, array) || Items.SequenceEqual(array.Items));

    public override int GetHashCode() => Items.Aggregate(Items.Count, HashCode.Combine);

    public override void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray();
        foreach (var item in Items)
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
