using Microsoft.AspNetCore.StaticFiles;

namespace Dots.Web;

/// <summary>Serves the client app, whose own router knows its pages.</summary>
internal static class ClientAppPages
{
    // The client app loads everything from here and writes nothing inline.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // The API page sets styles from its scripts' templates; it may, but its scripts are files as well.
    private const string SwaggerPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void UseClientApp(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/swagger") ? SwaggerPolicy : Policy;
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    public static void MapClientApp(this WebApplication app)
    {
        // An unknown address below these is an error and not a page.
        foreach (var prefix in (string[])["api", "sse", "ws", "openapi", "health"])
        {
            app.Map($"/{prefix}/{{**rest}}", () => Results.NotFound()).ExcludeFromDescription();
        }

        app.MapFallbackToFile("index.html", new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    // Vite names built files by a hash of their content, all but the pages.
    private static void SetCaching(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
