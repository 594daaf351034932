using System.Text.Json;
using Dots.Application.Activities.Documents;
using Dots.Application.Notices;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>What is told to people rather than to programs: alerts to all, and notifications to one user.</summary>
[ApiController]
[Authorize]
[Route("api")]
[ProducesResponseType<JsonElement>(StatusCodes.Status202Accepted)]
public sealed class NoticesController(IMediator mediator) : ControllerBase
{
    /// <summary>An administrator tells everybody something: message, level (info where not given), and whatever else, on every stream.</summary>
    [HttpPost("alerts")]
    [Accepts("application/json")]
    public async Task<IActionResult> Alert([FromBody] JsonElement alert, CancellationToken cancellationToken)
    {
        var sent = await mediator.Send(new SendAlert(DocumentEdit.ReadDocument(alert), HttpContext.GetCaller()), cancellationToken);
        return this.Json(sent, StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Tells one user something: message, and whatever else, such as a title and a link, on that user's streams alone. Sixty times a minute
    /// at the most.
    /// </summary>
    [HttpPost("users/{username}/notifications")]
    [EnableRateLimiting(RateLimits.Notify)]
    [Accepts("application/json")]
    [ProblemResponse(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Notify(string username, [FromBody] JsonElement notification, CancellationToken cancellationToken)
    {
        var sent = await mediator.Send(
            new SendNotification(username, DocumentEdit.ReadDocument(notification), HttpContext.GetCaller()), cancellationToken);
        return this.Json(sent, StatusCodes.Status202Accepted);
    }
}
