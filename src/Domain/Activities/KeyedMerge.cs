namespace Dots.Domain.Activities;

/// <summary>Applies a <see cref="KeyedChange"/>.</summary>
internal static class KeyedMerge
{
    public static JsonValue Merge(JsonValue target, JsonValue change) => (target, change) switch
    {
        (JsonObject a, JsonObject b) => MergeObjects(a, b),
        (JsonArray a, JsonArray b) when a.Key is { } key && b.Key == key => MergeArrays(a, b, key),
        _ => change,
    };

    public static JsonValue Remove(JsonValue target, JsonValue removed)
    {
        var below = ReadRemoved(removed);
        return target switch
        {
            JsonObject a => new JsonObject(a.Members
                .Where(member => !IsRemoved(below, member.Key))
                .Select(member => KeyValuePair.Create(member.Key, RemoveBelow(member.Value, below, member.Key)))),
            JsonArray { Key: { } key } a => RemoveElements(a, key, below),
            _ => target,
        };
    }

    private static JsonObject MergeObjects(JsonObject target, JsonObject change) => new(
    [
        .. target.Members.Select(member => KeyValuePair.Create(
            member.Key, change.Find(member.Key) is { } changed ? Merge(member.Value, changed) : member.Value)),
        .. change.Members.Where(member => target.Find(member.Key) is null),
    ]);

    private static JsonArray MergeArrays(JsonArray target, JsonArray change, string key)
    {
        var changes = ById(change, key);
        var present = ById(target, key);
        if (present.Keys.All(changes.ContainsKey))
        {
            return new JsonArray(change.Items.Select(item =>
                present.TryGetValue(JsonArray.IdOf(item, key), out var old) ? Merge(old, item) : item));
        }

        return new JsonArray(
        [
            .. target.Items.Select(item => changes.TryGetValue(JsonArray.IdOf(item, key), out var changed) ? Merge(item, changed) : item),
            .. change.Items.Where(item => !present.ContainsKey(JsonArray.IdOf(item, key))),
        ]);
    }

    private static JsonArray RemoveElements(JsonArray target, string key, Dictionary<string, JsonValue> below)
    {
        var byId = new Dictionary<string, JsonValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, value) in below)
        {
            if (!byId.TryAdd(id, value))
            {
                throw new DocumentException($"removed_fields names the id '{id}' twice.");
            }
        }

        return new JsonArray(target.Items
            .Where(item => !IsRemoved(byId, JsonArray.IdOf(item, key)))
            .Select(item => RemoveBelow(item, byId, JsonArray.IdOf(item, key))));
    }

    private static bool IsRemoved(Dictionary<string, JsonValue> below, string name) =>
        below.TryGetValue(name, out var removed) && ReferenceEquals(removed, JsonLiteral.True);

    private static JsonValue RemoveBelow(JsonValue target, Dictionary<string, JsonValue> below, string name) =>
        below.TryGetValue(name, out var removed) ? Remove(target, removed) : target;

    private static Dictionary<string, JsonValue> ReadRemoved(JsonValue removed) => removed switch
    {
        JsonObject tree => tree.Members.ToDictionary(StringComparer.Ordinal),
        JsonArray list when list.Items.All(item => item is JsonText) =>
            list.Items.Select(item => ((JsonText)item).Value).Distinct().ToDictionary(name => name, JsonValue (_) => JsonLiteral.True, StringComparer.Ordinal),
        _ => throw new DocumentException("removed_fields is made of objects, true, and lists of names or ids."),
    };

    private static Dictionary<string, JsonValue> ById(JsonArray array, string key) =>
        array.Items.ToDictionary(item => JsonArray.IdOf(item, key), StringComparer.OrdinalIgnoreCase);
}
