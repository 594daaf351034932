using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Dots.Application.Events;
using Dots.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dots.Web.OpenApi;

/// <summary>What the OpenAPI document says beyond what the code says by itself.</summary>
internal static class OpenApiDocument
{
    private const string Bearer = "bearer";
    private const string Cookie = "cookie";

    public static void Configure(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;
        options
            .AddSchemaTransformer((schema, context, _) =>
            {
                Describe(schema, context.JsonTypeInfo.Type);
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

                DescribeBody(operation, context.Description);
                return Task.CompletedTask;
            })
            .AddDocumentTransformer((document, _, _) =>
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
                DescribeStreams(document);
                return Task.CompletedTask;
            });
    }

    // The framework's types by what they are on the wire.
    private static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) ? "JsonObject"
        : type.Type == typeof(HttpValidationProblemDetails) ? "ValidationProblemDetails"
        : type.Type == typeof(System.IO.Stream) ? "Bytes"
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    /// <summary>What the generator cannot see.</summary>
    private static void Describe(OpenApiSchema schema, Type type)
    {
        // Times are written by a converter.
        if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalPropertiesAllowed = true;
            schema.Description = "A JSON object with any members.";
        }
        else if (typeof(ProblemDetails).IsAssignableFrom(type))
        {
            schema.AdditionalPropertiesAllowed = true;
            schema.Properties!["trace_id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "To find it in the log by." };
            if (schema.Properties.TryGetValue("errors", out var errors))
            {
                errors.Description = "What is wrong, by the field's name, or its JSON Pointer (RFC 6901) in a document; body is all that was sent.";
            }
        }
    }

    /// <summary>The media types that the action takes; where it reads the body itself, any bytes.</summary>
    private static void DescribeBody(OpenApiOperation operation, ApiDescription description)
    {
        if (description.ActionDescriptor.FilterDescriptors.Select(filter => filter.Filter).OfType<AcceptsAttribute>().FirstOrDefault() is { } takes
            && operation.RequestBody?.Content is { Count: > 0 } content)
        {
            var body = content.Values.First();
            content.Clear();
            foreach (var mediaType in takes.MediaTypes)
            {
                content.Add(mediaType, body);
            }
        }
        else if (description.ActionDescriptor.EndpointMetadata.OfType<DisableRequestSizeLimitAttribute>().Any())
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/octet-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                },
            };
        }
    }

    // The streams are no controllers' actions, from which the rest is known.
    private static void DescribeStreams(Microsoft.OpenApi.OpenApiDocument document)
    {
        const string activities = "All activities in short, as they are created, changed and deleted";
        const string activity = "Everything about one activity, which need not exist yet";
        document.Paths["/sse/notifications"] = Events("Boards and paths as they happen", EventTypes.OfNotifications);
        document.Paths["/sse/activities"] = Events(activities, EventTypes.OfActivities);
        document.Paths["/sse/activities/{id}"] = Events(activity, EventTypes.OfActivities, Id, Data, Connection);
        document.Paths["/ws/notifications"] = Socket("Boards and paths as they happen", EventTypes.OfNotifications);
        document.Paths["/ws/activities"] = Socket(activities, EventTypes.OfActivities);
        document.Paths["/ws/activities/{id}"] = Socket(
            $"{activity}. Who is signed in is there for the others while it is open, and may send"
            + """ {"id": 102, "base_revision": 7, "updated_fields": {...}} and {"id": 203, "data": {"status": "..."}}""",
            EventTypes.OfActivities,
            Id,
            Parameter("snapshot", ParameterLocation.Query, "true: the first message is 104 with the whole document, where there is one."),
            Data,
            Connection);
    }

    private static OpenApiParameter Id => new()
    {
        Name = "id",
        In = ParameterLocation.Path,
        Required = true,
        Description = "The activity's id.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
    };

    private static OpenApiParameter Data => Parameter(
        "data", ParameterLocation.Query, "full: messages about a change show the whole document, or configuration, as it was after it.");

    private static OpenApiParameter Connection => Parameter(
        "connection_id", ParameterLocation.Query, "One's own name for the connection, by which one knows one's own messages again.");

    private static OpenApiPathItem Events(string summary, IReadOnlyList<string> types, params OpenApiParameter[] others) => Stream(
        $"{summary}, as Server-Sent Events.",
        [
            .. others,
            Parameter("Last-Event-ID", ParameterLocation.Header, "The cursor: later events are sent first. Wins over last_event_id."),
            Parameter("last_event_id", ParameterLocation.Query, "The same, for clients that cannot set headers; 0 begins with the oldest."),
            Types(types),
        ],
        "200",
        new OpenApiResponse
        {
            Description = "The stream, which goes on until one side ends it. A cursor that cannot be honoured is told first, by a reset event.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["text/event-stream"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        });

    private static OpenApiPathItem Socket(string summary, IReadOnlyList<string> types, params OpenApiParameter[] others) => Stream(
        $"{summary}, as the messages of a WebSocket.",
        [
            .. others,
            Parameter("since", ParameterLocation.Query, "The cursor, which is the seq of the last message seen: later ones are sent first."),
            Types(types),
        ],
        "101",
        new OpenApiResponse
        {
            Description = "The WebSocket: one JSON message a text frame, each with its seq. Closed with 1001 (the server stops), 1003 (binary), "
                + "1007 (not JSON), 1008 (may no longer read), 1009 (more than 64 KiB) or 1013 (too slow: come back and resume).",
        });

    private static OpenApiPathItem Stream(string summary, IList<IOpenApiParameter> parameters, string status, OpenApiResponse opened)
    {
        var isOfOne = parameters.Any(parameter => parameter.In == ParameterLocation.Path);
        var responses = new OpenApiResponses
        {
            [status] = opened,
            ["400"] = new OpenApiResponse { Description = "A parameter makes no sense." },
            ["503"] = new OpenApiResponse { Description = "Too many streams are open; Retry-After says when to come again." },
        };
        if (isOfOne)
        {
            responses["403"] = new OpenApiResponse { Description = "The activity is private." };
        }

        if (status == "101")
        {
            responses["426"] = new OpenApiResponse { Description = "No handshake of a WebSocket." };
        }

        return new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Get] = new()
                {
                    Summary = summary,
                    Tags = new HashSet<OpenApiTagReference> { new("Streams") },
                    Parameters = parameters,
                    Responses = responses,
                },
            },
        };
    }

    private static OpenApiParameter Types(IReadOnlyList<string> types) =>
        Parameter("types", ParameterLocation.Query, $"Only these, separated by commas: {string.Join(", ", types)}.");

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string description) => new()
    {
        Name = name,
        In = location,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
