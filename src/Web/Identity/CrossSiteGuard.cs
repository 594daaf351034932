using Dots.Application.Common;
using Microsoft.Extensions.Options;

namespace Dots.Web.Identity;

/// <summary>
/// Protects against cross-site request forgery: rejects writes that another site makes a browser send with this site's cookie. Browsers
/// send the request's origin in <c>Sec-Fetch-Site</c> (W3C Fetch Metadata) or <c>Origin</c> (RFC 6454 section 7), which no page can forge.
/// Other programs send neither header, and do not attach cookies on behalf of another site. Requests with a bearer token are exempt,
/// because browsers never add one by themselves.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IOptions<TrustedOrigins> trusted)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
            || request.Headers.Authorization.Count > 0 || IsTrusted(request))
        {
            return next(context);
        }

        throw new ForbiddenException("This write comes from another site. Send a bearer token, or configure the site's origin.");
    }

    private bool IsTrusted(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && trusted.Value.Contains(origin))
        {
            return true;
        }

        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            "" => origin.Length == 0
                || (Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                    && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)),
            _ => false,
        };
    }
}
