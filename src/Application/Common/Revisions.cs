namespace Dots.Application.Common;

/// <summary>The revisions that a writer has seen, one of which must still be current.</summary>
/// <param name="Revisions">At least one. No resource has revision 0, so 0 alone is never current.</param>
public sealed record ExpectedRevisions(IReadOnlyList<int> Revisions)
{
    /// <summary>Null accepts any revision.</summary>
    public static implicit operator ExpectedRevisions?(int? revision) => revision is { } one ? new([one]) : null;

    public bool Includes(int revision) => Revisions.Contains(revision);

    /// <exception cref="StaleException">None of them is the current one.</exception>
    public void ThrowIfStale(int revision)
    {
        if (!Includes(revision))
        {
            throw new StaleException(revision);
        }
    }
}

/// <summary>The revisions that a reader already has and that need not be sent again.</summary>
/// <param name="Any">The reader has the current revision, whichever it is.</param>
public sealed record KnownRevisions(bool Any, IReadOnlyList<int> Revisions)
{
    public static readonly KnownRevisions None = new(Any: false, []);

    public bool Includes(int revision) => Any || Revisions.Contains(revision);
}
