using Dots.Application.Common;
using Microsoft.AspNetCore.Http.Features;

namespace Dots.Web.Http;

/// <summary>
/// Refuses bodies that exceed the endpoint's limit. The web server would do so as well, but close the connection at once: a client that is still
/// sending is then reset, and often never sees the answer (RFC 9112 section 9.6). When it is left without a limit, it discards the rest of a body
/// for five seconds after the answer.
/// </summary>
internal sealed class RequestSizeGuard(RequestDelegate next)
{
    /// <exception cref="TooLargeException">The body's announced length exceeds the limit.</exception>
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } limit } size
            && HasBodyBeyond(limit, request))
        {
            size.MaxRequestBodySize = null;
            request.Body = request.ContentLength is null ? new LimitedRequestBody(request.Body, limit) : throw new TooLargeException(limit);
        }

        return next(context);
    }

    /// <summary>Whether the body is known to be larger, or has an unknown length.</summary>
    private static bool HasBodyBeyond(long limit, HttpRequest request) => request.ContentLength is { } length
        ? length > limit
        : request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true } && !HttpMethods.IsConnect(request.Method);
}
