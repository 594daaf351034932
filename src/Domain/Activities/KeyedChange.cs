namespace Dots.Domain.Activities;

/// <summary>
/// A change of a document in the id-keyed form, in which changes are sent and announced. First <see cref="Removed"/> is taken away, then
/// <see cref="Updated"/> is merged in.
/// </summary>
/// <remarks>
/// <para>
/// <b>Merging</b> goes by what stood in the document at the same place. Two objects: member by member, and members that only the
/// document has stay. An array that tells its elements apart by <c>id</c> (<see cref="JsonArray.Key"/>), and one in the change that has this
/// member in each element, too: element by element; those
/// that only the document has stay where they are, those that only the change has come to the end. Where the change names every element
/// of the result, its order is the result's order: a move, or a new element in the middle, is told by naming the others by their id
/// alone. In all other cases the change replaces what is there; null is a value like any other, and an empty array empties.
/// </para>
/// <para>
/// <b>What is removed</b> is a tree that follows the document: an object goes down, by member names into an object and by element ids into
/// an array; <c>true</c> removes the member or element; a list of texts removes each member of that name, or element of that id. So
/// <c>{"content": ["f89a…"], "steps": {"d00f…": ["comments"]}, "location": true}</c> takes an element from content, the comments from a
/// step, and the location. What is not there need not be removed.
/// </para>
/// <para>Ids are the same in any letter case; member names are not.</para>
/// </remarks>
public sealed record KeyedChange(JsonObject Updated, JsonObject Removed)
{
    public bool IsEmpty => Updated.Members.Count == 0 && Removed.Members.Count == 0;

    /// <summary>The change that turns one document into another: applied to <paramref name="from"/>, it gives <paramref name="to"/>.</summary>
    public static KeyedChange Between(JsonObject from, JsonObject to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);

        var (updated, removed) = KeyedDifference.OfObjects(from, to);
        return new KeyedChange((JsonObject?)updated ?? JsonObject.Empty, removed ?? JsonObject.Empty);
    }

    /// <exception cref="DocumentException">What is to be removed is not written in the way above.</exception>
    public JsonObject ApplyTo(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        KeyedMerge.Check(Removed);
        return (JsonObject)KeyedMerge.Apply(document, Removed, Updated);
    }
}
