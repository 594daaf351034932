using Dots.Web.Http;
using Microsoft.AspNetCore.StaticFiles;

namespace Dots.Web;

/// <summary>Serves the client app. Its routing is client-side, so that every page's URL is answered with the same document.</summary>
internal static class ClientAppPages
{
    private static readonly string[] Streams = ["/sse", "/ws"];

    // An unknown URL below these is an error, not a page of the client app.
    private static readonly string[] NonPagePrefixes = ["/api", "/sse", "/ws", "/openapi", "/swagger", "/health", "/metrics"];

    // No page has these in its path. They would make one of the paths above look like a page's: //api, /api%2Fboards.
    private static readonly string[] NonPageParts = ["//", "%2F", "\\"];

    public static void UseClientApp(this WebApplication app)
    {
        // Not for streams: a compressor would delay events and keep its buffers in memory for each stream.
        app.UseWhen(
            context => !Streams.Any(prefix => context.Request.Path.StartsWithSegments(prefix)),
            branch => branch.UseMiddleware<CodedEntityTags>().UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
    }

    /// <summary>Serves only URLs that no endpoint matches, so that a wrong method on an endpoint's URL is still a 405.</summary>
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
        && !NonPagePrefixes.Any(prefix => context.Request.Path.StartsWithSegments(prefix))
        && !NonPageParts.Any(part => context.Request.Path.Value!.Contains(part, StringComparison.OrdinalIgnoreCase))
        && !System.IO.Path.HasExtension(context.Request.Path.Value);

    // Vite puts a hash of the content into the name of every built asset, but not into the names of the pages.
    private static void SetCaching(StaticFileResponseContext context) =>
        context.Context.Response.Headers.CacheControl =
            context.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
