using Microsoft.AspNetCore.OpenApi;

namespace Dots.Web;

/// <summary>What the OpenAPI document says beyond what the code says by itself.</summary>
internal static class OpenApiDocument
{
    public static void Configure(OpenApiOptions options) =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Dots";
            document.Info.Version = "v1";
            document.Info.Description =
                "Connect-the-dots boards, private paths on them, and a live stream of what happens. "
                + "Reading is open; writing needs a bearer token or the session cookie.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
}
