using Dots.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Dots.Web.OpenApi;

/// <summary>Names the media types of request bodies: those that an action accepts, or any bytes where it reads the body itself.</summary>
internal sealed class RequestBodies : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var action = context.Description.ActionDescriptor;
        if (action.FilterDescriptors.Select(filter => filter.Filter).OfType<AcceptsAttribute>().FirstOrDefault() is { } accepts
            && operation.RequestBody?.Content is { Count: > 0 } content)
        {
            var body = content.Values.First();
            content.Clear();
            foreach (var mediaType in accepts.MediaTypes)
            {
                content.Add(mediaType, body);
            }
        }
        else if (action.EndpointMetadata.OfType<DisableRequestSizeLimitAttribute>().Any())
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

        return Task.CompletedTask;
    }
}
