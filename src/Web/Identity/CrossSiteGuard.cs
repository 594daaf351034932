using Microsoft.Extensions.Options;

namespace Dots.Web.Identity;

/// <summary>
/// Protects against cross-site request forgery: rejects writes that another site makes a browser send with this site's cookie. Requests with
/// a bearer token are exempt, because browsers never add one by themselves.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next, IOptions<TrustedOrigins> trusted)
{
    /// <exception cref="CrossSiteException">The write comes from another site.</exception>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
            && request.Headers.Authorization.Count == 0)
        {
            trusted.Value.Require(request);
        }

        return next(context);
    }
}
