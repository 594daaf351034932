using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>The tags of a precondition (RFC 9110 section 13.1).</summary>
internal static class EntityTags
{
    /// <returns>Null where the header is not there.</returns>
    /// <exception cref="ValidationException">It is no list of tags.</exception>
    public static IReadOnlyList<EntityTagHeaderValue>? Read(HttpRequest request, string header)
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
