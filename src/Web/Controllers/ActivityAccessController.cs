using Dots.Application.Activities.Access;
using Dots.Web.Identity;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>Who may read and write an activity; its owner decides.</summary>
[ApiController]
[Route("api/activities/{id:guid}/access")]
[ProducesResponseType<AccessDto>(StatusCodes.Status200OK)]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
public sealed class ActivityAccessController(IMediator mediator) : ControllerBase
{
    /// <summary>
    /// is_private: only the owner and the members read and write. members: user names, all of them. What is not given stays as it is.
    /// </summary>
    public sealed record AccessRequest(bool? IsPrivate, IReadOnlyList<string?>? Members);

    /// <summary>Who may read and write.</summary>
    [HttpGet]
    public Task<AccessDto> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetAccess(id, HttpContext.GetCaller()), cancellationToken);

    /// <summary>Decides who may. Streams of those who no longer may are closed.</summary>
    [HttpPut]
    [Authorize]
    [ProducesResponseType<HttpValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    public Task<AccessDto> Set(Guid id, AccessRequest request, CancellationToken cancellationToken) =>
        mediator.Send(new SetAccess(id, request.IsPrivate, request.Members, HttpContext.GetCaller()), cancellationToken);
}
