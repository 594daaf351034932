using System.Globalization;
using Dots.Domain.Activities;

namespace Dots.Application.Activities;

/// <summary>Builds the <c>data</c> of messages.</summary>
public static class MessageData
{
    /// <param name="members">Values are strings, GUIDs, whole numbers, booleans, JSON or null.</param>
    public static JsonObject Of(params IEnumerable<(string Name, object? Value)> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Name, ValueOf(member.Value))));

    /// <summary>The changed part of a document, together with members of the server's own, which win where names clash.</summary>
    public static JsonObject With(JsonObject own, JsonObject changed)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(changed);
        return new JsonObject([.. own.Members, .. changed.Members.Where(member => own.Find(member.Key) is null)]);
    }

    private static JsonValue ValueOf(object? value) => value switch
    {
        null => JsonLiteral.Null,
        JsonValue json => json,
        string text => new JsonString(text),
        Guid id => new JsonString(id.ToString("D")),
        bool truth => truth ? JsonLiteral.True : JsonLiteral.False,
        int or long => new JsonNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"A message has no {value.GetType().Name}.", nameof(value)),
    };
}
