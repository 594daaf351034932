using Dots.Application.Activities.Documents;
using Dots.Domain.Activities;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Http;

internal static class DocumentResults
{
    /// <summary>A document as it is kept, with its revision as its entity tag; 304 where the reader has it already.</summary>
    public static IActionResult Document(this ControllerBase controller, DocumentDto document, int status = StatusCodes.Status200OK)
    {
        controller.Response.Headers.ETag = RevisionETag.Of(document.Revision);
        controller.Response.Headers.CacheControl = "no-cache";
        return document.Json is null
            ? controller.StatusCode(StatusCodes.Status304NotModified)
            : new ContentResult { Content = document.Json, ContentType = "application/json", StatusCode = status };
    }

    public static IActionResult Json(this ControllerBase controller, JsonObject json, int status = StatusCodes.Status200OK)
    {
        controller.Response.Headers.CacheControl = "no-store";
        return new ContentResult { Content = json.ToString(), ContentType = "application/json", StatusCode = status };
    }
}
