using System.Text.Json;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Presence;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>The users who are present on an activity: while a socket of theirs is open, and for a few seconds after.</summary>
[ApiController]
[Route("api/activities/{id:guid}/users")]
[ProblemResponse(StatusCodes.Status403Forbidden)]
public sealed class ParticipantsController(IMediator mediator) : ControllerBase
{
    /// <summary>The present users, with their status.</summary>
    [HttpGet]
    [ProducesResponseType<ParticipantsDto>(StatusCodes.Status200OK)]
    public Task<ParticipantsDto> List(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new ListParticipants(id, HttpContext.GetCaller()), cancellationToken);

    /// <summary>
    /// Replaces the caller's state: {"status": "busy", ...}, with any other members that are meant for the others. A user without a socket
    /// is present by it for half a minute.
    /// </summary>
    [HttpPut("me/status")]
    [Authorize]
    [Accepts("application/json")]
    [ProducesResponseType<JsonElement>(StatusCodes.Status200OK)]
    public async Task<IActionResult> SetStatus(Guid id, [FromBody] JsonElement state, CancellationToken cancellationToken)
    {
        var now = await mediator.Send(
            new SetStatus(id, DocumentEdit.ReadDocument(state), IsWhole: true, HttpContext.GetCaller()), cancellationToken);
        return this.Json(now);
    }
}
