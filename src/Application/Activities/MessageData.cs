using System.Globalization;
using Dots.Domain.Activities;

namespace Dots.Application.Activities;

/// <summary>What messages carry as their data.</summary>
public static class MessageData
{
    /// <param name="members">Names, and values that are text, whole numbers, truth values, JSON or null.</param>
    public static JsonObject Of(params IEnumerable<(string Name, object? Value)> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Name, ValueOf(member.Value))));

    /// <summary>The changed part of a document, together with members of the server's own; where names clash, those count.</summary>
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
