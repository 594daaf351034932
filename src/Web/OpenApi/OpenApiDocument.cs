using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dots.Web.OpenApi;

/// <summary>The OpenAPI document: what the framework derives from the controllers, completed by the transformers of this folder.</summary>
internal static class OpenApiDocument
{
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    public static void Configure(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = WireSchemas.NameOf;
        options.AddSchemaTransformer<WireSchemas>();
        options.AddOperationTransformer<SecurityRequirements>();
        options.AddOperationTransformer<RequestBodies>();
        options.AddOperationTransformer<RequestParameters>();
        options.AddDocumentTransformer(Describe);
    }

    private static Task Describe(
        Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "Dots";
        document.Info.Version = "v1";
        document.Info.Description =
            "Connect-the-dots boards, private paths on them, activities that are edited together, and live streams of what happens. "
            + "Reading is open; writing needs a bearer token or the session cookie.";
        document.Servers?.Clear();
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
        document.AddComponent<IOpenApiSecurityScheme>(
            Cookie, new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "dots_session" });
        return Task.CompletedTask;
    }
}
