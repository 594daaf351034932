using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Dots.Web.Http;

/// <summary>
/// Whatever answers GET answers HEAD (RFC 9110 section 9.3.2), by the same action: the web server sends all of its answer but the content.
/// </summary>
internal sealed class HeadConvention : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        foreach (var selector in action.Selectors)
        {
            AddHead(selector.EndpointMetadata);
        }
    }

    /// <summary>The same for an endpoint that is no controller's action.</summary>
    public static void AddHead(EndpointBuilder endpoint) => AddHead(endpoint.Metadata);

    // Routing goes by the metadata.
    private static void AddHead(IList<object> metadata)
    {
        for (var i = 0; i < metadata.Count; i++)
        {
            if (metadata[i] is HttpMethodMetadata { HttpMethods: ["GET"] } methods)
            {
                metadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head], methods.AcceptCorsPreflight);
            }
        }
    }
}
