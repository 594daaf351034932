namespace Dots.Domain.Activities;

/// <summary>
/// A candidate for an activity's next configuration. As with a <see cref="DocumentRevision"/>, its construction does the slow work, so that
/// applying it inside a transaction is quick.
/// </summary>
public sealed record ConfigReplacement
{
    internal ConfigReplacement(Activity activity, JsonObject old, JsonObject config, string json)
    {
        BaseNumber = activity.Number;
        BaseRevision = activity.ConfigRevision;
        Json = json;
        Change = KeyedChange.Between(old, config).KeepSerialized();
        Undo = KeyedChange.Between(config, old).KeepSerialized();
    }

    /// <inheritdoc cref="DocumentRevision.BaseNumber"/>
    public long BaseNumber { get; }

    /// <summary>The <see cref="Activity.ConfigRevision"/> from which this one was prepared.</summary>
    public int BaseRevision { get; }

    /// <summary>The configuration as compact JSON.</summary>
    public string Json { get; }

    /// <inheritdoc cref="DocumentRevision.Change"/>
    public KeyedChange Change { get; }

    /// <inheritdoc cref="DocumentRevision.Undo"/>
    public KeyedChange Undo { get; }
}
