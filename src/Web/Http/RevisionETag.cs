using System.Globalization;
using Dots.Application.Common;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>The entity tag (RFC 9110 section 8.8.3) of what is nothing but one of its revisions.</summary>
internal static class RevisionETag
{
    public static string Of(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>What the reader has already (If-None-Match).</summary>
    public static KnownRevisions Known(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
            ? new KnownRevisions(tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)), [.. tags.Select(RevisionOf)])
            : KnownRevisions.None;

    /// <summary>The revisions that the writer has seen (If-Match); null where any will do.</summary>
    /// <exception cref="FluentValidation.ValidationException">If-Match is no list of tags.</exception>
    /// <exception cref="BadHttpRequestException">It is missing, and the operator wants it (428, RFC 6585 section 3).</exception>
    public static ExpectedRevisions? Expected(HttpRequest request) =>
        StringValues.IsNullOrEmpty(request.Headers.IfMatch) && request.HttpContext.RequestServices.GetRequiredService<IOptions<PreconditionOptions>>().Value.RequireIfMatch
            ? throw new BadHttpRequestException(
                "Say which revision you change: send its ETag in If-Match, or * for any.", StatusCodes.Status428PreconditionRequired)
            : IfMatch.Read(request, RevisionOf);

    // Tags of other things are well-formed and match nothing.
    private static int RevisionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : IfMatch.NoRevision;
}
