using Dots.Application.Common;
using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>The precondition of a write (RFC 9110 section 13.1.1).</summary>
internal static class IfMatch
{
    /// <summary>There is no revision 0, so who expects it is told that things have changed.</summary>
    public const int NoRevision = 0;

    /// <param name="request">The write.</param>
    /// <param name="revisionOf">What a tag names; tags of other things are well-formed and match nothing.</param>
    /// <returns>Null where any revision will do.</returns>
    /// <exception cref="ValidationException">It is no list of tags.</exception>
    public static ExpectedRevisions? Read(HttpRequest request, Func<EntityTagHeaderValue, int> revisionOf)
    {
        if (EntityTags.Read(request, HeaderNames.IfMatch) is not { } tags)
        {
            return null;
        }

        // A weak tag never matches here.
        return tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any))
            ? null
            : new ExpectedRevisions([.. tags.Select(tag => tag.IsWeak ? NoRevision : revisionOf(tag))]);
    }
}
