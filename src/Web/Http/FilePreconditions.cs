using Dots.Application.Activities.Files;
using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>The preconditions of a write to a file, whose tag is its SHA-256 hash (RFC 9110 sections 13.1.1 and 13.1.2).</summary>
internal static class FilePreconditions
{
    public static EntityTagHeaderValue TagOf(string sha256) => new($"\"{sha256}\"");

    /// <returns>Null where there is none.</returns>
    /// <exception cref="ValidationException">A header is no list of tags.</exception>
    public static FilePrecondition? Read(HttpRequest request)
    {
        var match = EntityTags.Read(request, HeaderNames.IfMatch);
        var noneMatch = EntityTags.Read(request, HeaderNames.IfNoneMatch);
        return match is null && noneMatch is null
            ? null
            : new FilePrecondition(sha256 =>
                (match is null || match.Any(tag => Names(tag, sha256, isStrong: true)))
                && (noneMatch is null || !noneMatch.Any(tag => Names(tag, sha256, isStrong: false))));
    }

    /// <summary>Whether a tag names what is there; a weak one never does where the comparison is strong (section 8.8.3.2).</summary>
    private static bool Names(EntityTagHeaderValue tag, string? sha256, bool isStrong) =>
        sha256 is not null
        && (tag.Equals(EntityTagHeaderValue.Any) || TagOf(sha256).Compare(tag, isStrong));
}
