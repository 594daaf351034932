using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dots.Web.OpenApi;

/// <summary>Describes types by what they are on the wire, where converters and the framework's own types hide it from the generator.</summary>
internal sealed class WireSchemas : IOpenApiSchemaTransformer
{
    public static string? NameOf(JsonTypeInfo type) =>
        type.Type == typeof(JsonElement) ? "JsonObject"
        : type.Type == typeof(HttpValidationProblemDetails) ? "ValidationProblemDetails"
        : type.Type == typeof(System.IO.Stream) ? "Bytes"
        : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
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

        return Task.CompletedTask;
    }
}
