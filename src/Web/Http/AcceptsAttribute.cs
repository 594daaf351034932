using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>
/// The media types that an action's body may have, in UTF-8 (RFC 8259 section 8.1); others are answered with 415. Unlike <c>[Consumes]</c> it leaves routing alone, where a
/// body of another type would go on to the route of unknown addresses.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AcceptsAttribute(params string[] mediaTypes) : Attribute, IResourceFilter
{
    public IReadOnlyList<string> MediaTypes => mediaTypes;

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.HttpContext.Request.ContentType, out var type)
            || !mediaTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            || !(type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new BadHttpRequestException(
                $"The body must be {string.Join(" or ", mediaTypes)}, in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
