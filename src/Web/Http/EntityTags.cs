using System.Globalization;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Paths;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>The entity tags of the API (RFC 9110 section 8.8.3), all of them strong.</summary>
internal static class EntityTags
{
    /// <summary>The tag of a document or configuration, whose representation is determined by its revision.</summary>
    public static EntityTagHeaderValue OfRevision(int revision) => new(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\""));

    /// <summary>
    /// The tag of a board: the revision, and after it what else the representation shows. A changed count makes a reader's copy stale, but not
    /// an author's edit: If-Match compares the revision alone.
    /// </summary>
    public static EntityTagHeaderValue OfBoard(BoardDto board) => new(string.Create(
        CultureInfo.InvariantCulture, $"\"{board.Revision}.{board.PathCount}.{board.SolvedCount}.{(int)board.Verdict}.{board.Difficulty ?? 0}\""));

    /// <summary>
    /// The tag of a path: its revision and its id, and after them what else the representation shows, which depends on the board. If-Match compares
    /// revision and id alone.
    /// </summary>
    public static EntityTagHeaderValue OfPath(PathDto path) => new(string.Create(
        CultureInfo.InvariantCulture, $"\"{path.Revision}.{path.Id}.{(path.Stale ? 1 : 0)}{(path.Solved ? 1 : 0)}\""));

    /// <summary>The tag of a file: the SHA-256 hash of its bytes.</summary>
    public static EntityTagHeaderValue OfFile(string sha256) => new($"\"{sha256}\"");

    /// <returns>The tag without its quotes.</returns>
    public static string TextOf(EntityTagHeaderValue tag) => tag.Tag.AsSpan().Trim('"').ToString();

    /// <returns>The revision in the tag of a document; null for the tag of anything else.</returns>
    public static string? RevisionIn(EntityTagHeaderValue tag) => Parse(tag.Tag.AsSpan().Trim('"'));

    /// <returns>The revision in the tag of a board; null for the tag of anything else.</returns>
    public static string? BoardRevisionIn(EntityTagHeaderValue tag)
    {
        var text = tag.Tag.AsSpan().Trim('"');
        var end = text.IndexOf('.');
        return Parse(end < 0 ? text : text[..end]);
    }

    /// <returns>The revision in the tag of a path, with the path's id if the tag has it; null for the tag of anything else.</returns>
    public static string? PathVersionIn(EntityTagHeaderValue tag)
    {
        var parts = TextOf(tag).Split('.');
        return Parse(parts[0]) is not { } revision ? null
            : parts.Length == 1 ? revision
            : long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? string.Create(CultureInfo.InvariantCulture, $"{revision}.{id}")
                : null;
    }

    private static string? Parse(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? PreconditionEvaluation.VersionOf(revision) : null;
}
