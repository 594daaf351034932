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

/// <summary>Messages for people: alerts to everybody, and notifications to one user.</summary>
[ApiController]
[Authorize]
[Route("api")]
[ProducesResponseType<JsonElement>(StatusCodes.Status202Accepted)]
public sealed class NoticesController(IMediator mediator) : ControllerBase
{
    /// <summary>Sends an alert on every stream, as an administrator: message, level (info by default) and any other members.</summary>
    [HttpPost("alerts")]
    [Accepts("application/json")]
    public async Task<IActionResult> Alert([FromBody] JsonElement alert, CancellationToken cancellationToken)
    {
        var sent = await mediator.Send(new SendAlert(DocumentEdit.ReadDocument(alert), HttpContext.GetCaller()), cancellationToken);
        return this.Json(sent, StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// Sends a notification on one user's streams alone: message and any other members, such as a title and a link. At most sixty a
    /// minute.
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
