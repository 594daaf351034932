using System.Globalization;
using Dots.Application.Boards;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Controllers;

/// <summary>
/// A board's entity tag (RFC 9110 section 8.8.3): the revision, and behind a dot what else the representation shows. A reader's copy is
/// out of date when a count changes, but an author's edit is not: If-Match compares the revision alone.
/// </summary>
internal static class BoardETag
{
    public static string Of(BoardDto board) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{board.Revision}.{board.PathCount}.{board.SolvedCount}.{(int)board.Verdict}\"");

    public static bool IsNamedBy(StringValues ifNoneMatch, string etag) =>
        EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag == etag);

    /// <summary>The revision that If-Match names; null where any will do, and 0, which no board has, for a tag of something else.</summary>
    /// <exception cref="ValidationException">If-Match is there, and is not one entity tag.</exception>
    public static int? ExpectedRevision(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (StringValues.IsNullOrEmpty(header) || header == "*")
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParse(header.ToString(), out var tag))
        {
            throw new ValidationException([new ValidationFailure("If-Match", "Must be one entity tag in double quotes, or *.")]);
        }

        // A weak tag never matches here (RFC 9110 section 13.1.1).
        return !tag.IsWeak
            && int.TryParse(
                tag.Tag.AsSpan().Trim('"').ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : 0;
    }
}
