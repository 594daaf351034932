using Dots.Application.Activities.Files;
using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>The preconditions of a write to a file, whose tag is its SHA-256 hash (RFC 9110 sections 13.1.1 and 13.1.2).</summary>
internal static class FilePreconditions
{
    public static EntityTagHeaderValue TagOf(string sha256) => new($"\"{sha256}\"");

    /// <returns>Null where the request has no precondition.</returns>
    /// <exception cref="ValidationException">A header is not a list of entity tags.</exception>
    public static FilePrecondition? Read(HttpRequest request)
    {
        var match = EntityTags.Read(request, HeaderNames.IfMatch);
        var noneMatch = EntityTags.Read(request, HeaderNames.IfNoneMatch);

        // If-Match compares strongly, so a weak tag never matches; If-None-Match compares weakly (section 8.8.3.2).
        return match is null && noneMatch is null
            ? null
            : new FilePrecondition(match is null ? null : HashesOf(match.Where(tag => !tag.IsWeak)), HashesOf(noneMatch ?? []));
    }

    /// <summary>The contents that the reader already has (If-None-Match). A malformed header counts as missing.</summary>
    public static FileHashes Known(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags) ? HashesOf(tags) : FileHashes.None;

    // Tags of other resources are well-formed and equal no hash.
    private static FileHashes HashesOf(IEnumerable<EntityTagHeaderValue> tags)
    {
        var byIsAny = tags.ToLookup(tag => tag.Equals(EntityTagHeaderValue.Any), tag => tag.Tag.ToString().Trim('"'));
        return new FileHashes(Any: byIsAny[true].Any(), [.. byIsAny[false]]);
    }
}
