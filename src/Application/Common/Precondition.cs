using System.Globalization;

namespace Dots.Application.Common;

/// <summary>Versions of a resource that a client names: the revisions of a board or document, or the SHA-256 hashes of a file's content.</summary>
/// <param name="Any">Includes the current version of every resource that exists, whichever it is.</param>
public sealed record Versions(bool Any, IReadOnlyList<string> Named)
{
    /// <param name="current">The current version; null for a resource that does not exist, which is never included.</param>
    public bool Include(string? current) => current is not null && (Any || Named.Contains(current));
}

public enum PreconditionOutcome
{
    /// <summary>The request is to be performed.</summary>
    Met,

    /// <summary>The client has the current version already: a read needs no content, and a write fails.</summary>
    Known,

    /// <summary>The resource is not what the client expects: the request fails.</summary>
    Failed,
}

/// <summary>
/// The conditions of a request (RFC 9110 section 13.1). They count only for a request that would otherwise succeed (section 13.2.1), so that
/// they are evaluated last.
/// </summary>
/// <param name="Match">The resource must have one of these versions (If-Match); null where it need not.</param>
/// <param name="NoneMatch">The resource must have none of these versions (If-None-Match); null where it may.</param>
public sealed record Precondition(Versions? Match, Versions? NoneMatch)
{
    /// <summary>The resource must not have changed after this time (If-Unmodified-Since). Ignored where <see cref="Match"/> is given.</summary>
    public DateTimeOffset? UnmodifiedSince { get; init; }

    /// <summary>The client has what has not changed after this time (If-Modified-Since). Ignored where <see cref="NoneMatch"/> is given.</summary>
    public DateTimeOffset? ModifiedSince { get; init; }

    /// <summary>Expects one revision; null accepts any.</summary>
    public static implicit operator Precondition?(int? revision) =>
        revision is { } one ? new(new Versions(Any: false, [PreconditionEvaluation.VersionOf(one)]), null) : null;
}

public static class PreconditionEvaluation
{
    /// <summary>Evaluates the conditions in the order of RFC 9110 section 13.2.2, for every method and resource.</summary>
    /// <param name="precondition">Null where the request has none.</param>
    /// <param name="current">The current version; null for a resource that does not exist.</param>
    /// <param name="modified">When it was last changed; null for a resource whose date clients do not learn.</param>
    public static PreconditionOutcome Evaluate(this Precondition? precondition, string? current, DateTimeOffset? modified = null)
    {
        if (precondition is null)
        {
            return PreconditionOutcome.Met;
        }

        var (match, noneMatch) = precondition;
        if (match?.Include(current) ?? !IsAfter(modified, precondition.UnmodifiedSince))
        {
            return noneMatch?.Include(current) ?? (precondition.ModifiedSince is not null && modified is not null && !IsAfter(modified, precondition.ModifiedSince))
                ? PreconditionOutcome.Known
                : PreconditionOutcome.Met;
        }

        return PreconditionOutcome.Failed;
    }

    /// <inheritdoc cref="Evaluate(Precondition?, string?, DateTimeOffset?)"/>
    public static PreconditionOutcome Evaluate(this Precondition? precondition, int revision) => precondition.Evaluate(VersionOf(revision));

    /// <summary>For a read: whether the client has the current revision already.</summary>
    /// <exception cref="StaleException">The client expects another revision.</exception>
    public static bool IsKnown(this Precondition? precondition, int revision) => precondition.Evaluate(revision) switch
    {
        PreconditionOutcome.Failed => throw new StaleException(revision),
        var outcome => outcome == PreconditionOutcome.Known,
    };

    /// <summary>For a write.</summary>
    /// <exception cref="StaleException">A condition is not met.</exception>
    public static void ThrowUnlessMet(this Precondition? precondition, int revision)
    {
        if (precondition.Evaluate(revision) is not PreconditionOutcome.Met and var outcome)
        {
            throw new StaleException(revision, isUnexpected: outcome == PreconditionOutcome.Known);
        }
    }

    public static string VersionOf(int revision) => revision.ToString(CultureInfo.InvariantCulture);

    // Clients know the time to the second (section 5.6.7).
    private static bool IsAfter(DateTimeOffset? modified, DateTimeOffset? time) =>
        modified is { } last && time is { } since && last.ToUnixTimeSeconds() > since.ToUnixTimeSeconds();
}
