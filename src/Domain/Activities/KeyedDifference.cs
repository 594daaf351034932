namespace Dots.Domain.Activities;

/// <summary>Computes the <see cref="KeyedChange"/> between two values.</summary>
internal static class KeyedDifference
{
    /// <returns>Null for a part of the change that would be empty.</returns>
    public static (JsonValue? Updated, JsonObject? Removed) OfObjects(JsonObject from, JsonObject to)
    {
        var updated = new List<KeyValuePair<string, JsonValue>>();
        var removed = new List<KeyValuePair<string, JsonValue>>();
        foreach (var (name, value) in to.Members)
        {
            if (from.Find(name) is { } old)
            {
                Add(name, Of(old, value), updated, removed);
            }
            else
            {
                updated.Add(new(name, value));
            }
        }

        removed.AddRange(from.Members
            .Where(member => to.Find(member.Key) is null)
            .Select(member => KeyValuePair.Create(member.Key, (JsonValue)JsonLiteral.True)));
        return (updated.Count == 0 ? null : new JsonObject(updated), removed.Count == 0 ? null : new JsonObject(removed));
    }

    private static (JsonValue? Updated, JsonObject? Removed) Of(JsonValue from, JsonValue to) => (from, to) switch
    {
        (JsonObject a, JsonObject b) => OfObjects(a, b),
        (JsonArray a, JsonArray b) when a.Key is { } key && (b.IsKeyedBy(key) || b.Items.Count == 0) => OfArrays(a, b, key),
        _ => (from.Equals(to) ? null : to, null),
    };

    private static (JsonValue? Updated, JsonObject? Removed) OfArrays(JsonArray from, JsonArray to, string key)
    {
        var old = from.Items.ToDictionary(item => JsonArray.IdOf(item, key));
        var ids = to.Items.Select(item => JsonArray.IdOf(item, key)).ToHashSet();
        var kept = from.Items.Select(item => JsonArray.IdOf(item, key)).Where(ids.Contains).ToList();

        var removed = old.Keys.Where(id => !ids.Contains(id)).Select(id => KeyValuePair.Create(id.Text, (JsonValue)JsonLiteral.True)).ToList();
        var changes = new List<JsonValue?>();
        foreach (var item in to.Items)
        {
            var id = JsonArray.IdOf(item, key);
            if (!old.TryGetValue(id, out var before))
            {
                changes.Add(item);
                continue;
            }

            var memberChanges = new List<KeyValuePair<string, JsonValue>>();
            Add(id.Text, OfObjects((JsonObject)before, (JsonObject)item), memberChanges, removed);
            changes.Add(memberChanges is [var (_, changed)] ? WithId((JsonObject)changed, item, key) : null);
        }

        // The order that a merge without the unchanged elements gives: kept elements in place, new ones appended.
        var defaultOrder = kept.Concat(to.Items.Select(item => JsonArray.IdOf(item, key)).Where(id => !old.ContainsKey(id)));
        var isInOrder = defaultOrder.SequenceEqual(to.Items.Select(item => JsonArray.IdOf(item, key)));
        var updated = isInOrder
            ? changes.OfType<JsonValue>().ToList()
            : [.. changes.Zip(to.Items, (change, item) => change ?? WithId(JsonObject.Empty, item, key))];
        return (updated.Count == 0 ? null : new JsonArray(updated), removed.Count == 0 ? null : new JsonObject(removed));
    }

    private static void Add(
        string name,
        (JsonValue? Updated, JsonObject? Removed) change,
        List<KeyValuePair<string, JsonValue>> updated,
        List<KeyValuePair<string, JsonValue>> removed)
    {
        if (change.Updated is not null)
        {
            updated.Add(new(name, change.Updated));
        }

        if (change.Removed is not null)
        {
            removed.Add(new(name, Compact(change.Removed)));
        }
    }

    // If the object only removes and never descends, a list of names says the same in fewer bytes.
    private static JsonValue Compact(JsonObject removed) =>
        removed.Members.All(member => ReferenceEquals(member.Value, JsonLiteral.True))
            ? new JsonArray(removed.Members.Select(member => new JsonString(member.Key)))
            : removed;

    private static JsonObject WithId(JsonObject change, JsonValue element, string key) => change.Find(key) is not null
        ? change
        : new JsonObject([new(key, ((JsonObject)element).Find(key)!), .. change.Members]);
}
