namespace Dots.Domain.Activities;

/// <summary>
/// Applies a <see cref="KeyedChange"/> in one pass, because the key of an array must be determined before any of its elements is removed.
/// </summary>
internal static class KeyedMerge
{
    private static readonly Dictionary<string, JsonValue> Empty = [];

    /// <param name="target">The document's value.</param>
    /// <param name="removed">The removal tree for it; null if nothing is removed.</param>
    /// <param name="change">The value to merge; null if nothing changes.</param>
    public static JsonValue Apply(JsonValue target, JsonValue? removed, JsonValue? change) => (target, change) switch
    {
        // Unchanged parts are shared with the old document, so the cost depends on the size of the change.
        (_, null) when removed is null => target,
        (JsonObject a, null or JsonObject) => ApplyToObject(a, ParseRemoval(removed), (JsonObject?)change ?? JsonObject.Empty),
        (JsonArray { Key: { } key } a, null) => ApplyToArray(a, key, removed, []),
        (JsonArray { Key: { } key } a, JsonArray b) when b.IsKeyedBy(key) => ApplyToArray(a, key, removed, b.Items),
        _ => change ?? target,
    };

    /// <summary>Validates the form of a removal tree, including the parts for which the document has no value.</summary>
    /// <exception cref="DocumentException">The form is invalid.</exception>
    public static void ValidateRemoval(JsonValue removed)
    {
        foreach (var (name, below) in ParseRemoval(removed).Where(member => !IsTrue(member.Value)))
        {
            try
            {
                ValidateRemoval(below);
            }
            catch (DocumentException exception)
            {
                throw exception.Within(name);
            }
        }
    }

    /// <exception cref="DocumentException">The removal is invalid; the pointer leads through the removal tree.</exception>
    private static JsonValue ApplyToChild(string name, JsonValue target, JsonValue? removed, JsonValue? change)
    {
        try
        {
            return Apply(target, removed, change);
        }
        catch (DocumentException exception)
        {
            throw exception.Within(name);
        }
    }

    private static JsonObject ApplyToObject(JsonObject target, Dictionary<string, JsonValue> removed, JsonObject change)
    {
        var kept = target.Members.Where(member => !IsTrue(removed.GetValueOrDefault(member.Key))).ToList();
        var names = kept.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        return new JsonObject(
        [
            .. kept.Select(member => KeyValuePair.Create(
                member.Key, ApplyToChild(member.Key, member.Value, removed.GetValueOrDefault(member.Key), change.Find(member.Key)))),
            .. change.Members.Where(member => !names.Contains(member.Key)),
        ]);
    }

    private static JsonArray ApplyToArray(JsonArray target, string key, JsonValue? removed, IReadOnlyList<JsonValue> change)
    {
        var removedById = ById(ParseRemoval(removed));
        var changeById = change.ToDictionary(item => JsonArray.IdOf(item, key));
        var kept = target.Items.Where(item => !IsTrue(RemovalOf(JsonArray.IdOf(item, key)))).ToList();
        var keptById = kept.ToDictionary(item => JsonArray.IdOf(item, key));

        if (keptById.Keys.All(changeById.ContainsKey))
        {
            return new JsonArray(change.Select(item =>
                keptById.TryGetValue(JsonArray.IdOf(item, key), out var old) ? ApplyToElement(old) : item));
        }

        return new JsonArray([.. kept.Select(ApplyToElement), .. change.Where(item => !keptById.ContainsKey(JsonArray.IdOf(item, key)))]);

        JsonValue ApplyToElement(JsonValue element)
        {
            var id = JsonArray.IdOf(element, key);
            return ApplyToChild(id.Text, element, RemovalOf(id), changeById.GetValueOrDefault(id));
        }

        JsonValue? RemovalOf(ElementId id) => removedById.GetValueOrDefault(id.Text);
    }

    private static bool IsTrue(JsonValue? removed) => ReferenceEquals(removed, JsonLiteral.True);

    private static Dictionary<string, JsonValue> ParseRemoval(JsonValue? removed) => removed switch
    {
        null => Empty,
        JsonObject tree => tree.Members.ToDictionary(StringComparer.Ordinal),
        JsonArray list when list.Items.All(item => ElementId.From(item) is not null) =>
            list.Items.Select(item => ElementId.From(item)!.Value.Text).Distinct().ToDictionary(name => name, JsonValue (_) => JsonLiteral.True, StringComparer.Ordinal),
        _ => throw new DocumentException("removed_fields consists of objects, true, and lists of names or ids."),
    };

    private static Dictionary<string, JsonValue> ById(Dictionary<string, JsonValue> removed)
    {
        var byId = new Dictionary<string, JsonValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, below) in removed)
        {
            if (!byId.TryAdd(id, below) && !(IsTrue(below) && IsTrue(byId[id])))
            {
                throw new DocumentException("removed_fields has two different entries for this id.", DocumentException.PointerTo(id));
            }
        }

        return byId;
    }
}
