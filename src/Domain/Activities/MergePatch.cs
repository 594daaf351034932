namespace Dots.Domain.Activities;

/// <summary>JSON Merge Patch (RFC 7396): objects are merged recursively, null removes a member, any other value replaces it.</summary>
public static class MergePatch
{
    public static JsonValue Apply(JsonValue? target, JsonValue patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch;
        }

        var old = target as JsonObject ?? JsonObject.Empty;
        var members = new List<KeyValuePair<string, JsonValue>>();
        foreach (var (name, value) in old.Members)
        {
            if (changes.Find(name) is not { } change)
            {
                members.Add(new(name, value));
            }
            else if (!ReferenceEquals(change, JsonLiteral.Null))
            {
                members.Add(new(name, Apply(value, change)));
            }
        }

        members.AddRange(changes.Members
            .Where(change => old.Find(change.Key) is null && !ReferenceEquals(change.Value, JsonLiteral.Null))
            .Select(change => KeyValuePair.Create(change.Key, Apply(null, change.Value))));
        return new JsonObject(members);
    }
}
