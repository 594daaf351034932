using Dots.Application.Activities.Files;
using Dots.Application.Common;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>
/// The conditions that requests make (RFC 9110 section 13.1), in the terms of the use cases. A write whose condition is malformed is refused;
/// a read with a malformed If-None-Match is answered as if it had none.
/// </summary>
internal static class Preconditions
{
    /// <summary>Expected where a tag names no revision at all: no resource ever has revision 0, so the write is refused as stale.</summary>
    private const int NoRevision = 0;

    /// <summary>Whether the client already has the representation with this tag (If-None-Match, compared weakly).</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue current) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == current.Tag);

    /// <summary>The revisions of a document that the client already has (If-None-Match).</summary>
    public static KnownRevisions KnownRevisions(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
            ? new KnownRevisions(
                tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)), [.. tags.Select(tag => EntityTags.RevisionIn(tag) ?? NoRevision)])
            : Application.Common.KnownRevisions.None;

    /// <returns>The revisions of a document of which the write expects one (If-Match); null where any will do.</returns>
    /// <exception cref="ValidationException">If-Match is not a list of tags.</exception>
    /// <exception cref="BadHttpRequestException">It is missing, and the operator requires it (428, RFC 6585 section 3).</exception>
    public static ExpectedRevisions? ExpectedRevisions(HttpRequest request) =>
        StringValues.IsNullOrEmpty(request.Headers.IfMatch)
        && request.HttpContext.RequestServices.GetRequiredService<IOptions<PreconditionOptions>>().Value.RequireIfMatch
            ? throw new BadHttpRequestException(
                "Say which revision you change: send its ETag in If-Match, or * for any.", StatusCodes.Status428PreconditionRequired)
            : Expected(request, EntityTags.RevisionIn);

    /// <returns>The revisions of a board of which the write expects one (If-Match); null where any will do.</returns>
    /// <exception cref="ValidationException">If-Match is not a list of tags.</exception>
    public static ExpectedRevisions? ExpectedBoardRevisions(HttpRequest request) => Expected(request, EntityTags.BoardRevisionIn);

    /// <returns>What the write to a file expects of the file that exists (If-Match, If-None-Match); null where it expects nothing.</returns>
    /// <exception cref="ValidationException">A header is not a list of tags.</exception>
    public static FilePrecondition? OfFile(HttpRequest request)
    {
        var match = Parse(request, HeaderNames.IfMatch);
        var noneMatch = Parse(request, HeaderNames.IfNoneMatch);

        // If-Match compares strongly, so a weak tag never matches; If-None-Match compares weakly (section 8.8.3.2).
        return match is null && noneMatch is null
            ? null
            : new FilePrecondition(match is null ? null : HashesIn(match.Where(tag => !tag.IsWeak)), HashesIn(noneMatch ?? []));
    }

    /// <summary>The contents of a file that the client already has (If-None-Match).</summary>
    public static FileHashes KnownFileHashes(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags) ? HashesIn(tags) : FileHashes.None;

    // If-Match compares strongly, and a weak tag never matches then (RFC 9110 section 8.8.3.2).
    private static ExpectedRevisions? Expected(HttpRequest request, Func<EntityTagHeaderValue, int?> revisionIn) =>
        Parse(request, HeaderNames.IfMatch) is { } tags && !tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))
            ? new ExpectedRevisions([.. tags.Select(tag => (tag.IsWeak ? null : revisionIn(tag)) ?? NoRevision)])
            : null;

    // Tags of other resources are well-formed and equal no hash.
    private static FileHashes HashesIn(IEnumerable<EntityTagHeaderValue> tags)
    {
        var byIsAny = tags.ToLookup(tag => tag.Equals(EntityTagHeaderValue.Any), tag => tag.Tag.ToString().Trim('"'));
        return new FileHashes(Any: byIsAny[true].Any(), [.. byIsAny[false]]);
    }

    private static IReadOnlyList<EntityTagHeaderValue>? Parse(HttpRequest request, string header)
    {
        var value = request.Headers[header];
        if (StringValues.IsNullOrEmpty(value))
        {
            return null;
        }

        return EntityTagHeaderValue.TryParseStrictList(value, out var tags)
            ? [.. tags]
            : throw new ValidationException([new ValidationFailure(header, "Must be ETags in double quotes, or *.")]);
    }
}
