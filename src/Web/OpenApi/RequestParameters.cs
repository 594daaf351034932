using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dots.Web.OpenApi;

/// <summary>Adds the parameters that <see cref="RequestParameterAttribute"/> declares, in the order of their declaration.</summary>
internal sealed class RequestParameters : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var declared in context.Description.ActionDescriptor.EndpointMetadata.OfType<RequestParameterAttribute>())
        {
            var parameter = new OpenApiParameter
            {
                Name = declared.Name,
                In = declared.Location,
                Required = declared.Location == ParameterLocation.Path,
                Description = declared.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = declared.Format },
            };
            operation.Parameters = [.. (operation.Parameters ?? []).Where(other => other.Name != declared.Name), parameter];
        }

        return Task.CompletedTask;
    }
}
