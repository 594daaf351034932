namespace Dots.Application.Common;

/// <summary>The revisions that a writer has seen (If-Match, RFC 9110 section 13.1.1): what is changed must have one of them.</summary>
/// <param name="Revisions">At least one; there is no revision 0, so 0 alone expects what cannot be.</param>
public sealed record ExpectedRevisions(IReadOnlyList<int> Revisions)
{
    /// <summary>One revision, or null for any.</summary>
    public static implicit operator ExpectedRevisions?(int? revision) => revision is { } one ? new([one]) : null;

    public bool Include(int revision) => Revisions.Contains(revision);

    /// <exception cref="StaleException">None of them is the present one.</exception>
    public void ThrowIfStale(int revision)
    {
        if (!Include(revision))
        {
            throw new StaleException(revision);
        }
    }
}
