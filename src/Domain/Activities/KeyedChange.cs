namespace Dots.Domain.Activities;

/// <summary>
/// A change of a document, with array elements addressed by their ids. Clients send changes in this form, and events carry it. First
/// <see cref="Removed"/> is deleted, then <see cref="Updated"/> is merged.
/// </summary>
/// <remarks>
/// <para>
/// <b>Merging</b> depends on the value that the document has in the same place. Two objects are merged member by member; members that only
/// the document has stay. Two arrays are merged element by element if the document's array identifies its elements
/// (<see cref="JsonArray.Key"/>) and each element of the change has that member, too: elements that only the document has keep their places,
/// and elements that only the change has are appended. If the change names every element of the result, the result has the order of the
/// change, so a move or an insertion is expressed by naming the other elements by their ids alone. In all other cases the change replaces the
/// document's value; null is a value like any other, and an empty array empties the document's array.
/// </para>
/// <para>
/// <b>Removal</b> is a tree that mirrors the document. An object descends: by member name into an object, by element id into an array.
/// <c>true</c> removes the member or element. A list of strings and numbers removes each member with that name or element with that id.
/// Where a number is the name of a member of the tree, it is written as ECMAScript formats it. For example,
/// <c>{"content": ["f89a…"], "steps": {"d00f…": ["comments"]}, "location": true}</c> removes an element of content, the comments of a step,
/// and the location. What the document does not have is ignored.
/// </para>
/// <para>
/// Ids are strings, compared without regard to case, or numbers; member names are case-sensitive. Strings and numbers may be mixed in one
/// array and are distinct: the change <c>[{"id": "1"}]</c> leaves the element <c>{"id": 1}</c> alone and appends another one. Because a
/// removal could not tell these two from each other, an array that has both is replaced as a whole from then on.
/// </para>
/// </remarks>
public sealed record KeyedChange(JsonObject Updated, JsonObject Removed)
{
    public bool IsEmpty => Updated.Members.Count == 0 && Removed.Members.Count == 0;

    /// <summary>The change that yields <paramref name="to"/> when applied to <paramref name="from"/>.</summary>
    public static KeyedChange Between(JsonObject from, JsonObject to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);

        var (updated, removed) = KeyedDifference.OfObjects(from, to);
        return new KeyedChange((JsonObject?)updated ?? JsonObject.Empty, removed ?? JsonObject.Empty);
    }

    /// <summary>Serialises the members once, so that messages that contain the change are written quickly within a transaction.</summary>
    /// <returns>The same change.</returns>
    public KeyedChange KeepSerialized()
    {
        foreach (var (_, value) in Updated.Members.Concat(Removed.Members))
        {
            value.KeepSerialized();
        }

        return this;
    }

    /// <exception cref="DocumentException"><see cref="Removed"/> does not have the form described above.</exception>
    public JsonObject ApplyTo(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        KeyedMerge.ValidateRemoval(Removed);
        return (JsonObject)KeyedMerge.Apply(document, Removed, Updated);
    }
}
