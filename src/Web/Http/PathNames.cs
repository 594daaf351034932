using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Dots.Web.Http;

/// <summary>
/// Decodes names in paths as names in queries are: <c>%2F</c> is a slash within a name (RFC 3986 section 2.2). The web server leaves it encoded in
/// the path, where it cannot be told from <c>%252F</c>, which is the text %2F; so the name is read from the request's target.
/// </summary>
internal static class PathNames
{
    private const string EncodedSlash = "%2F";

    /// <summary>Must come after routing.</summary>
    public static void UsePathNames(this IApplicationBuilder app) =>
        app.Use(next => context =>
        {
            if (context.GetEndpoint() is RouteEndpoint endpoint && context.Request.RouteValues.Values.Any(IsAmbiguous))
            {
                Decode(context, endpoint.RoutePattern.PathSegments);
            }

            return next(context);
        });

    private static void Decode(HttpContext context, IReadOnlyList<RoutePatternPathSegment> pattern)
    {
        var sent = PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget).Trim('/').Split('/');
        for (var i = 0; i < pattern.Count; i++)
        {
            if (pattern[i].Parts is [RoutePatternParameterPart parameter] && context.Request.RouteValues[parameter.Name] is string value && IsAmbiguous(value))
            {
                // Dot segments, which clients remove, move the others.
                context.Request.RouteValues[parameter.Name] = sent.Length == pattern.Count
                    ? Uri.UnescapeDataString(sent[i])
                    : value.Replace(EncodedSlash, "/", StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    // Of the forms that a target has (RFC 9112 section 3.2), one with a path may begin with the scheme and the authority.
    private static string PathOf(string target)
    {
        var path = target.Split('?')[0];
        var authority = path.StartsWith('/') ? -1 : path.IndexOf("://", StringComparison.Ordinal);
        return authority < 0 ? path : path[Math.Max(path.IndexOf('/', authority + 3), 0)..];
    }

    private static bool IsAmbiguous(object? value) => value is string text && text.Contains(EncodedSlash, StringComparison.OrdinalIgnoreCase);
}
