using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Dots.Web.Controllers;

/// <summary>
/// Whatever answers GET answers HEAD (RFC 9110 section 9.3.2), by the same action: the web server sends all of its answer but the content.
/// </summary>
internal sealed class HeadConvention : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        foreach (var selector in action.Selectors)
        {
            // Routing goes by the metadata.
            for (var i = 0; i < selector.EndpointMetadata.Count; i++)
            {
                if (selector.EndpointMetadata[i] is HttpMethodMetadata { HttpMethods: ["GET"] } metadata)
                {
                    selector.EndpointMetadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head], metadata.AcceptCorsPreflight);
                }
            }
        }
    }
}
