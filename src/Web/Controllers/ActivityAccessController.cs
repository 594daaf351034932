using Dots.Application.Activities.Access;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>Access to an activity, which its owner decides.</summary>
[ApiController]
[Route("api/activities/{id:guid}/access")]
[ProducesResponseType<AccessDto>(StatusCodes.Status200OK)]
[ProblemResponse(StatusCodes.Status403Forbidden)]
[ProblemResponse(StatusCodes.Status404NotFound)]
public sealed class ActivityAccessController(IMediator mediator) : ControllerBase
{
    /// <summary>
    /// is_private: only the owner and the members read and write. members: the complete list of user names. A member that is omitted stays as it is.
    /// </summary>
    public sealed record AccessRequest(bool? IsPrivate, IReadOnlyList<string?>? Members);

    /// <summary>The users who may read and write the activity.</summary>
    [HttpGet]
    public Task<AccessDto> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetAccess(id, HttpContext.GetCaller()), cancellationToken);

    /// <summary>Changes who may read and write. Streams of users who lose access are closed.</summary>
    [HttpPut]
    [Authorize]
    public Task<AccessDto> Set(Guid id, AccessRequest request, CancellationToken cancellationToken) =>
        mediator.Send(new SetAccess(id, request.IsPrivate, request.Members, HttpContext.GetCaller()), cancellationToken);
}
