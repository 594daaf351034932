using System.Globalization;
using Dots.Application.Boards;
using Dots.Application.Common;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

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

    /// <summary>The revisions that If-Match names; null where any will do.</summary>
    /// <exception cref="FluentValidation.ValidationException">If-Match is there, and is no list of entity tags.</exception>
    public static ExpectedRevisions? Expected(HttpRequest request) => IfMatch.Read(
        request,
        tag => int.TryParse(
            tag.Tag.AsSpan().Trim('"').ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                ? revision
                : IfMatch.NoRevision);
}
