using Dots.Application.Broadcasting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dots.Web;

/// <summary>What the OpenAPI document says beyond what the code says by itself.</summary>
internal static class OpenApiDocument
{
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";

    public static void Configure(OpenApiOptions options) =>
        options
            .AddSchemaTransformer((schema, context, _) =>
            {
                // Times are written by a converter, which the generator cannot look into.
                if (context.JsonTypeInfo.Type == typeof(DateTimeOffset))
                {
                    schema.Type = JsonSchemaType.String;
                }

                return Task.CompletedTask;
            })
            .AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
                {
                    operation.Security =
                    [
                        new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
                        new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
                    ];
                }

                return Task.CompletedTask;
            })
            .AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Dots";
                document.Info.Version = "v1";
                document.Info.Description =
                    "Connect-the-dots boards, private paths on them, and a live stream of what happens. "
                    + "Reading is open; writing needs a bearer token or the session cookie.";
                document.Servers?.Clear();
                document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" });
                document.AddComponent<IOpenApiSecurityScheme>(
                    Cookie, new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "dots_session" });
                document.Paths["/sse/notifications"] = Stream(
                    "Boards and paths as they happen, as Server-Sent Events.", EventTypes.OfNotifications);
                return Task.CompletedTask;
            });

    // The streams are no controllers' actions, from which the rest is known.
    private static OpenApiPathItem Stream(string summary, IReadOnlyList<string> types) => new()
    {
        Operations = new Dictionary<HttpMethod, OpenApiOperation>
        {
            [HttpMethod.Get] = new()
            {
                Summary = summary,
                Tags = new HashSet<OpenApiTagReference> { new("Streams") },
                Parameters =
                [
                    Parameter("Last-Event-ID", ParameterLocation.Header, "The cursor: later events are sent first. Wins over last_event_id."),
                    Parameter("last_event_id", ParameterLocation.Query, "The same, for clients that cannot set headers; 0 begins with the oldest."),
                    Parameter("types", ParameterLocation.Query, $"Only these events, separated by commas: {string.Join(", ", types)}."),
                ],
                Responses = new OpenApiResponses
                {
                    ["200"] = new OpenApiResponse
                    {
                        Description = "The stream, which goes on until one side ends it.",
                        Content = new Dictionary<string, OpenApiMediaType>
                        {
                            ["text/event-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                        },
                    },
                    ["400"] = new OpenApiResponse { Description = "There is no such type." },
                    ["503"] = new OpenApiResponse { Description = "Too many streams are open; Retry-After says when to come again." },
                },
            },
        },
    };

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string description) => new()
    {
        Name = name,
        In = location,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
