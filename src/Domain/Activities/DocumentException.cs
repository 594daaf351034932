namespace Dots.Domain.Activities;

/// <summary>
/// Well-formed JSON that is not valid as an activity's document or as a change to one. The message is a sentence for the client and states
/// the rule that the value at <see cref="JsonPointer"/> breaks.
/// </summary>
public sealed class DocumentException(string message, string jsonPointer = "") : Exception(message)
{
    // The client chooses the length of member names; a prefix is enough to locate the member.
    private const int MaxNameLength = 40;

    /// <summary>
    /// A JSON Pointer (RFC 6901) into the client's input, such as <c>/content/0/id</c>; empty for the whole value. Long member names are
    /// truncated.
    /// </summary>
    public string JsonPointer { get; } = jsonPointer;

    /// <summary>The pointer and the message in one line.</summary>
    public string Detail => JsonPointer.Length == 0 ? Message : $"{JsonPointer}: {Message}";

    /// <summary>The same exception with the pointer relative to the object or array that contains the value.</summary>
    /// <param name="name">The member's name or the element's index.</param>
    public DocumentException Within(string name) => new(Message, PointerTo(name) + JsonPointer);

    /// <summary>The pointer to a member of an object, or to an element of an array by its index.</summary>
    public static string PointerTo(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return $"/{Truncate(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
    }

    private static string Truncate(string name) => name.Length <= MaxNameLength ? name : $"{name[..MaxNameLength]}…";
}
