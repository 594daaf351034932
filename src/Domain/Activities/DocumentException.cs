namespace Dots.Domain.Activities;

/// <summary>
/// Well-formed JSON that cannot be an activity's document, or a change of one. The message is a sentence for the client, that goes with
/// <see cref="Place"/>.
/// </summary>
/// <param name="message">The rule.</param>
/// <param name="place">Where it is broken.</param>
public sealed class DocumentException(string message, string place = "") : Exception(message)
{
    // Names are as long as the client likes, and this is only to find the place again.
    private const int MaxNameLength = 40;

    /// <summary>
    /// Where in what was sent, as a JSON Pointer (RFC 6901), such as <c>/content/0/id</c>; empty for the whole. Long names are cut short.
    /// </summary>
    public string Place { get; } = place;

    /// <summary>The rule with the place, for whoever has only one line.</summary>
    public string Detail => Place.Length == 0 ? Message : $"{Place}: {Message}";

    /// <summary>The same, seen from the object or array that has it under this name or index.</summary>
    public DocumentException Under(string name) => new(Message, PlaceOf(name) + Place);

    /// <summary>Of a member of an object, or an element of an array.</summary>
    public static string PlaceOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return $"/{Shorten(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    private static string Shorten(string name) => name.Length <= MaxNameLength ? name : $"{name[..MaxNameLength]}…";
}
