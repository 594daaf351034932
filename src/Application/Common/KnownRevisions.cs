namespace Dots.Application.Common;

/// <summary>The revisions that a reader has already (If-None-Match, RFC 9110 section 13.1.2): they need not be sent again.</summary>
/// <param name="Any">Whatever there is, the reader has it.</param>
/// <param name="Revisions">Or one of these.</param>
public sealed record KnownRevisions(bool Any, IReadOnlyList<int> Revisions)
{
    public static readonly KnownRevisions None = new(Any: false, []);

    public bool Include(int revision) => Any || Revisions.Contains(revision);
}
