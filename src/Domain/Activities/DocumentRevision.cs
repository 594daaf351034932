namespace Dots.Domain.Activities;

/// <summary>
/// A candidate for an activity's next revision. Its construction does the work that is slow for large documents (difference, hash,
/// serialisation), so that applying it inside a transaction is quick.
/// </summary>
public sealed record DocumentRevision
{
    internal DocumentRevision(Activity activity, JsonObject document, string json)
    {
        BaseNumber = activity.Number;
        BaseRevision = activity.Revision;
        Document = document;
        Json = json;
        Hash = CanonicalJson.HashOf(document);
        Change = KeyedChange.Between(activity.Content, document).KeepSerialized();
        Undo = KeyedChange.Between(document, activity.Content).KeepSerialized();
    }

    /// <summary>The <see cref="Activity.Number"/>, which differs from the first one's if the activity was deleted and created again under its id.</summary>
    public long BaseNumber { get; }

    /// <summary>The revision from which this one was prepared.</summary>
    public int BaseRevision { get; }

    public JsonObject Document { get; }

    /// <summary>The document as compact JSON.</summary>
    public string Json { get; }

    /// <inheritdoc cref="CanonicalJson.HashOf"/>
    public string Hash { get; }

    /// <summary>From the base revision to this one.</summary>
    public KeyedChange Change { get; }

    /// <summary>From this revision back to the base revision.</summary>
    public KeyedChange Undo { get; }
}
