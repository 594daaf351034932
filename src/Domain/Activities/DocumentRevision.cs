namespace Dots.Domain.Activities;

/// <summary>
/// A document that may become an activity's next revision. All that takes long with a large document has been done, and nothing is changed
/// yet.
/// </summary>
public sealed record DocumentRevision
{
    internal DocumentRevision(Activity basis, JsonObject document, string json)
    {
        BasisNumber = basis.Number;
        BasisRevision = basis.Revision;
        Document = document;
        Json = json;
        Hash = CanonicalJson.HashOf(document);
        Change = KeyedChange.Between(basis.Content, document);
        Undo = KeyedChange.Between(document, basis.Content);
    }

    /// <summary>The <see cref="Activity.Number"/> of the activity: one that was deleted and put up again is another one.</summary>
    public long BasisNumber { get; }

    /// <summary>The revision that it was made from.</summary>
    public int BasisRevision { get; }

    public JsonObject Document { get; }

    /// <summary>The document as JSON on one line.</summary>
    public string Json { get; }

    /// <inheritdoc cref="CanonicalJson.HashOf"/>
    public string Hash { get; }

    /// <summary>From the revision before to this one.</summary>
    public KeyedChange Change { get; }

    /// <summary>From this revision back to the one before.</summary>
    public KeyedChange Undo { get; }
}
