using Dots.Application.Common;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>
/// The conditions that requests make (RFC 9110 section 13.1), in the terms of the use cases, which evaluate them all by one function. A malformed
/// condition is refused, except for If-None-Match of a read, which is then answered as if it had none, and for dates (sections 13.1.3 and 13.1.4).
/// </summary>
internal static class Preconditions
{
    /// <exception cref="ValidationException">A header is not a list of tags.</exception>
    /// <exception cref="BadHttpRequestException">A write has no If-Match, and the operator requires it (428, RFC 6585 section 3).</exception>
    public static Precondition? OfDocument(HttpRequest request) =>
        !IsRead(request)
        && StringValues.IsNullOrEmpty(request.Headers.IfMatch)
        && request.HttpContext.RequestServices.GetRequiredService<IOptions<PreconditionOptions>>().Value.RequireIfMatch
            ? throw new BadHttpRequestException(
                "Say which revision you change: send its ETag in If-Match, or * for any.", StatusCodes.Status428PreconditionRequired)
            : Of(request, EntityTags.RevisionIn);

    /// <summary>
    /// For a write, the revisions of the board. A read is compared by all that a representation shows, see <see cref="EntityTags.OfBoard"/>.
    /// </summary>
    /// <exception cref="ValidationException">A header is not a list of tags.</exception>
    public static Precondition? OfBoard(HttpRequest request) => Of(request, IsRead(request) ? EntityTags.TextOf : EntityTags.BoardRevisionIn);

    /// <summary>
    /// For a write, the revisions and ids of the path. A read is compared by all that a representation shows, see <see cref="EntityTags.OfPath"/>.
    /// </summary>
    /// <exception cref="ValidationException">A header is not a list of tags.</exception>
    public static Precondition? OfPath(HttpRequest request) => Of(request, IsRead(request) ? EntityTags.TextOf : EntityTags.PathVersionIn);

    /// <exception cref="ValidationException">A header is not a list of tags.</exception>
    public static Precondition? OfFile(HttpRequest request) => Of(request, EntityTags.TextOf) is var tags && new RequestHeaders(request.Headers) is var headers
        && (headers.IfUnmodifiedSince ?? headers.IfModifiedSince) is not null
            ? (tags ?? new Precondition(null, null)) with
            {
                UnmodifiedSince = headers.IfUnmodifiedSince,
                ModifiedSince = IsRead(request) ? headers.IfModifiedSince : null,
            }
            : tags;

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static Precondition? Of(HttpRequest request, Func<EntityTagHeaderValue, string?> versionIn)
    {
        var match = Parse(request, HeaderNames.IfMatch, isLenient: false);
        var noneMatch = Parse(request, HeaderNames.IfNoneMatch, isLenient: IsRead(request));

        // If-Match compares strongly, so a weak tag never matches; If-None-Match compares weakly (section 8.8.3.2).
        return match is null && noneMatch is null
            ? null
            : new Precondition(match is null ? null : Versions(match.Where(tag => !tag.IsWeak)), noneMatch is null ? null : Versions(noneMatch));

        // Tags of other resources are well-formed, and name no version of this one.
        Versions Versions(IEnumerable<EntityTagHeaderValue> tags)
        {
            var byIsAny = tags.ToLookup(tag => tag.Equals(EntityTagHeaderValue.Any));
            return new Versions(Any: byIsAny[true].Any(), [.. byIsAny[false].Select(versionIn).OfType<string>()]);
        }
    }

    private static IList<EntityTagHeaderValue>? Parse(HttpRequest request, string header, bool isLenient)
    {
        var value = request.Headers[header];
        if (StringValues.IsNullOrEmpty(value))
        {
            return null;
        }

        if (isLenient)
        {
            return EntityTagHeaderValue.TryParseList(value, out var known) ? known : null;
        }

        return EntityTagHeaderValue.TryParseStrictList(value, out var tags)
            ? tags
            : throw new ValidationException([new ValidationFailure(header, "Must be ETags in double quotes, or *.")]);
    }
}
