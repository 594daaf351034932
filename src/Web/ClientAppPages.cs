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

    private static readonly string[] Streams = ["/sse", "/ws"];

    // An unknown address below these is an error and not a page.
    private static readonly string[] NoPages = ["/api", "/sse", "/ws", "/openapi", "/health"];

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

        // Not for streams: a compressor would hold events back, and keep its tables in memory for each of them.
        app.UseWhen(
            context => !Streams.Any(prefix => context.Request.Path.StartsWithSegments(prefix)),
            branch => branch.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    /// <summary>For addresses that no endpoint has taken, so that a wrong method at an endpoint's address is still told as such.</summary>
    public static void MapClientApp(this WebApplication app) =>
        app.MapWhen(IsPage, pages =>
        {
            pages.Use((context, next) =>
            {
                context.Request.Path = "/index.html";
                return next(context);
            });
            pages.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        });

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !NoPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix))
        && !System.IO.Path.HasExtension(context.Request.Path.Value);

    // Vite names built files by a hash of their content, all but the pages.
    private static void SetCaching(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
