using System.Globalization;
using Dots.Application.Common;
using Dots.Web.Configuration;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Controllers;

/// <summary>The entity tag (RFC 9110 section 8.8.3) of what is nothing but one of its revisions.</summary>
internal static class RevisionETag
{
    /// <summary>There is no revision 0, so who expects it is told that things have changed.</summary>
    private const int NoRevision = 0;

    public static string Of(int revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");

    /// <summary>What the reader has already (If-None-Match).</summary>
    public static KnownRevisions Known(HttpRequest request) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var tags)
            ? new KnownRevisions(tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)), [.. tags.Select(RevisionOf)])
            : KnownRevisions.None;

    /// <summary>The revision that the writer has seen (If-Match); null where any will do.</summary>
    /// <exception cref="ValidationException">If-Match is no single tag.</exception>
    /// <exception cref="BadHttpRequestException">It is missing, and the operator wants it (428, RFC 6585 section 3).</exception>
    public static int? Expected(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (StringValues.IsNullOrEmpty(header))
        {
            return request.HttpContext.RequestServices.GetRequiredService<DotsSettings>().RequiresIfMatch
                ? throw new BadHttpRequestException(
                    "Say which revision you change: send its ETag in If-Match, or * for any.", StatusCodes.Status428PreconditionRequired)
                : null;
        }

        return EntityTagHeaderValue.TryParse(header.ToString(), out var tag)
            ? tag.Equals(EntityTagHeaderValue.Any) ? null : tag.IsWeak ? NoRevision : RevisionOf(tag)
            : throw new ValidationException([new ValidationFailure("If-Match", "Must be one ETag, or *.")]);
    }

    // Tags of other things are well-formed and match nothing.
    private static int RevisionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : NoRevision;
}
