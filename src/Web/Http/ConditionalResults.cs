using Dots.Application.Activities.Documents;
using Dots.Domain.Activities;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>Answers with an entity tag, and 304 where the client already has the representation.</summary>
internal static class ConditionalResults
{
    /// <summary>Names the representation, and has caches ask each time whether it is still current.</summary>
    public static void Tag(this ControllerBase controller, EntityTagHeaderValue current)
    {
        controller.Response.Headers.ETag = current.ToString();
        controller.Response.Headers.CacheControl = "no-cache";
    }

    public static StatusCodeResult NotModified(this ControllerBase controller) => controller.StatusCode(StatusCodes.Status304NotModified);

    /// <summary>A document as it is stored, with its revision as its entity tag; 304 where the use case left out what the client already has.</summary>
    public static IActionResult Document(this ControllerBase controller, DocumentDto document, int status = StatusCodes.Status200OK)
    {
        controller.Tag(EntityTags.OfRevision(document.Revision));
        return document.Json is null
            ? controller.NotModified()
            : new ContentResult { Content = document.Json, ContentType = "application/json", StatusCode = status };
    }

    /// <summary>An object of the domain as it is.</summary>
    public static IActionResult Json(this ControllerBase controller, JsonObject json, int status = StatusCodes.Status200OK) =>
        new ContentResult { Content = json.ToString(), ContentType = "application/json", StatusCode = status };
}
