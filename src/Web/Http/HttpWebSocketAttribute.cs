using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Routing;

namespace Dots.Web.Http;

/// <summary>
/// An action that opens a WebSocket: by GET (RFC 6455), or by CONNECT on HTTP/2 (RFC 8441), which OpenAPI has no word for. There is no HEAD
/// of a WebSocket.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class HttpWebSocketAttribute(string template) : HttpMethodAttribute([Get], template), IActionModelConvention
{
    // Not HttpMethods.Get, which is a property of the base class here.
    private const string Get = "GET";
    private const string Connect = "CONNECT";

    // The framework applies the conventions of attributes after those of the options, so this also undoes HeadConvention's.
    public void Apply(ActionModel action)
    {
        foreach (var metadata in action.Selectors.Select(selector => selector.EndpointMetadata))
        {
            for (var i = 0; i < metadata.Count; i++)
            {
                if (metadata[i] is HttpMethodMetadata methods)
                {
                    metadata[i] = new HttpMethodMetadata([Get, Connect], methods.AcceptCorsPreflight);
                }
            }
        }
    }
}
