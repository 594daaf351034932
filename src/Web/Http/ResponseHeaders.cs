namespace Dots.Web.Http;

/// <summary>The header fields of every response, of errors too, except where an endpoint has set its own.</summary>
internal static class ResponseHeaders
{
    // The client app loads everything from this origin and has no inline scripts or styles.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Swagger UI sets inline styles from its scripts, but has no inline scripts.
    private const string SwaggerPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void UseResponseHeaders(this IApplicationBuilder app) =>
        app.Use(next => context =>
        {
            // When the response starts, because the exception handler clears the headers before it writes its response.
            context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
            return next(context);
        });

    private static Task SetAsync(HttpContext context)
    {
        var (path, headers) = (context.Request.Path, context.Response.Headers);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = path.StartsWithSegments("/swagger") ? SwaggerPolicy : Policy;
        }

        // A cache may store a response that does not say otherwise (RFC 9111 section 4.2.2), and those of the API depend on the caller.
        if (headers.CacheControl.Count == 0 && path.StartsWithSegments("/api"))
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
