namespace Dots.Domain.Activities;

/// <summary>Applies a <see cref="KeyedChange"/>, in one pass: what tells an array's elements apart is seen before any of them is removed.</summary>
internal static class KeyedMerge
{
    private static readonly Dictionary<string, JsonValue> Nothing = [];

    /// <param name="target">What is there.</param>
    /// <param name="removed">What is removed from it; null for nothing.</param>
    /// <param name="change">What is merged in; null for nothing.</param>
    public static JsonValue Apply(JsonValue target, JsonValue? removed, JsonValue? change) => (target, change) switch
    {
        // Shared with what was before, so that a change costs as much as it says, and not as the document has.
        (_, null) when removed is null => target,
        (JsonObject a, null or JsonObject) => ApplyToObject(a, ReadRemoved(removed), (JsonObject?)change ?? JsonObject.Empty),
        (JsonArray { Key: { } key } a, null) => ApplyToArray(a, key, removed, []),
        (JsonArray { Key: { } key } a, JsonArray b) when b.IsKeyedBy(key) => ApplyToArray(a, key, removed, b.Items),
        _ => change ?? target,
    };

    /// <exception cref="DocumentException">It is written in another way, be it for a place that is not in the document.</exception>
    public static void Check(JsonValue removed)
    {
        foreach (var (name, below) in ReadRemoved(removed).Where(member => !IsTrue(member.Value)))
        {
            try
            {
                Check(below);
            }
            catch (DocumentException exception)
            {
                throw exception.Under(name);
            }
        }
    }

    /// <exception cref="DocumentException">With the way through what is removed.</exception>
    private static JsonValue ApplyBelow(string name, JsonValue target, JsonValue? removed, JsonValue? change)
    {
        try
        {
            return Apply(target, removed, change);
        }
        catch (DocumentException exception)
        {
            throw exception.Under(name);
        }
    }

    private static JsonObject ApplyToObject(JsonObject target, Dictionary<string, JsonValue> removed, JsonObject change)
    {
        var kept = target.Members.Where(member => !IsTrue(removed.GetValueOrDefault(member.Key))).ToList();
        var names = kept.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        return new JsonObject(
        [
            .. kept.Select(member => KeyValuePair.Create(
                member.Key, ApplyBelow(member.Key, member.Value, removed.GetValueOrDefault(member.Key), change.Find(member.Key)))),
            .. change.Members.Where(member => !names.Contains(member.Key)),
        ]);
    }

    private static JsonArray ApplyToArray(JsonArray target, string key, JsonValue? removed, IReadOnlyList<JsonValue> change)
    {
        var removedById = ById(ReadRemoved(removed));
        var changeById = change.ToDictionary(item => JsonArray.IdOf(item, key), StringComparer.OrdinalIgnoreCase);
        var kept = target.Items.Where(item => !IsTrue(removedById.GetValueOrDefault(JsonArray.IdOf(item, key)))).ToList();
        var keptById = kept.ToDictionary(item => JsonArray.IdOf(item, key), StringComparer.OrdinalIgnoreCase);

        if (keptById.Keys.All(changeById.ContainsKey))
        {
            return new JsonArray(change.Select(item =>
                keptById.TryGetValue(JsonArray.IdOf(item, key), out var old) ? ApplyToElement(old) : item));
        }

        return new JsonArray([.. kept.Select(ApplyToElement), .. change.Where(item => !keptById.ContainsKey(JsonArray.IdOf(item, key)))]);

        JsonValue ApplyToElement(JsonValue element)
        {
            var id = JsonArray.IdOf(element, key);
            return ApplyBelow(id, element, removedById.GetValueOrDefault(id), changeById.GetValueOrDefault(id));
        }
    }

    private static bool IsTrue(JsonValue? removed) => ReferenceEquals(removed, JsonLiteral.True);

    private static Dictionary<string, JsonValue> ReadRemoved(JsonValue? removed) => removed switch
    {
        null => Nothing,
        JsonObject tree => tree.Members.ToDictionary(StringComparer.Ordinal),
        JsonArray list when list.Items.All(item => item is JsonText) =>
            list.Items.Select(item => ((JsonText)item).Value).Distinct().ToDictionary(name => name, JsonValue (_) => JsonLiteral.True, StringComparer.Ordinal),
        _ => throw new DocumentException("removed_fields is made of objects, true, and lists of names or ids."),
    };

    private static Dictionary<string, JsonValue> ById(Dictionary<string, JsonValue> removed)
    {
        var byId = new Dictionary<string, JsonValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, below) in removed)
        {
            if (!byId.TryAdd(id, below) && !(IsTrue(below) && IsTrue(byId[id])))
            {
                throw new DocumentException("removed_fields says two things about this id.", DocumentException.PlaceOf(id));
            }
        }

        return byId;
    }
}
