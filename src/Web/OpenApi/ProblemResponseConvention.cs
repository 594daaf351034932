using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.OpenApi;

/// <summary>
/// Describes the problems that follow from an action's parameters and attributes. Those that follow from neither are declared by
/// <see cref="ProblemResponseAttribute"/>, which also wins over what is derived here.
/// </summary>
internal sealed class ProblemResponseConvention : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        var declared = action.Filters.Concat(action.Controller.Filters).OfType<ProducesResponseTypeAttribute>().Select(response => response.StatusCode);
        foreach (var status in StatusesOf(action).Except(declared).ToList())
        {
            action.Filters.Add(new ProblemResponseAttribute(status));
        }
    }

    private static IEnumerable<int> StatusesOf(ActionModel action)
    {
        var attributes = action.Attributes.Concat(action.Controller.Attributes).ToList();
        var body = action.Parameters.FirstOrDefault(parameter => SourceOf(parameter) == BindingSource.Body)?.ParameterType;
        if (body is not null || action.Parameters.Any(parameter => SourceOf(parameter) == BindingSource.Query))
        {
            yield return StatusCodes.Status400BadRequest;
        }

        if (attributes.OfType<IAuthorizeData>().Any())
        {
            yield return StatusCodes.Status401Unauthorized;

            // Not the caller's own, or sent by a page of another site with the caller's cookie.
            if (!attributes.OfType<HttpGetAttribute>().Any())
            {
                yield return StatusCodes.Status403Forbidden;
            }
        }

        if (action.Parameters.Any(parameter => SourceOf(parameter) == BindingSource.Path && parameter.ParameterType != typeof(string)))
        {
            yield return StatusCodes.Status404NotFound;
        }

        if (body is not null)
        {
            yield return StatusCodes.Status415UnsupportedMediaType;
        }

        // A document of the client's own design: well-formed JSON, and still not what a document may be.
        if (body == typeof(JsonElement))
        {
            yield return StatusCodes.Status422UnprocessableEntity;
        }

        if (attributes.OfType<EnableRateLimitingAttribute>().Any())
        {
            yield return StatusCodes.Status429TooManyRequests;
        }

        // The database does not answer, or is overloaded; Retry-After says when to try again.
        yield return StatusCodes.Status503ServiceUnavailable;
    }

    private static BindingSource? SourceOf(ParameterModel parameter) => parameter.BindingInfo?.BindingSource;
}
