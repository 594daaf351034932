using System.Text.Json;
using Dots.Application.Activities.Config;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>An activity's configuration: a separate JSON document with its own revision, which the server does not interpret.</summary>
[ApiController]
[Route("api/activities/{id:guid}/config")]
[ProducesResponseType<JsonElement>(StatusCodes.Status200OK)]
[ProblemResponse(StatusCodes.Status404NotFound)]
public sealed class ActivityConfigController(IMediator mediator, ILowPriorityWork lowPriority) : ControllerBase
{
    /// <summary>The configuration; an empty object until one is set.</summary>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken) =>
        this.Document(await mediator.Send(new GetConfig(id, Preconditions.OfDocument(Request), HttpContext.GetCaller()), cancellationToken));

    /// <summary>Replaces the configuration; with If-Match, only if it has not changed since.</summary>
    [HttpPut]
    [Authorize]
    [Accepts("application/json")]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Documents)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public Task<IActionResult> Replace(Guid id, [FromBody] JsonElement config, CancellationToken cancellationToken) =>
        UpdateAsync(id, config, DocumentEdit.Replacement, cancellationToken);

    /// <summary>Changes parts of the configuration, in either of the two ways in which a document is patched.</summary>
    [HttpPatch]
    [Authorize]
    [Accepts("application/json", "application/merge-patch+json")]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Documents)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public Task<IActionResult> Patch(Guid id, [FromBody] JsonElement change, CancellationToken cancellationToken) =>
        UpdateAsync(id, change, DocumentPatches.ReaderOf(Request), cancellationToken);

    private async Task<IActionResult> UpdateAsync(
        Guid id, JsonElement body, Func<JsonElement, DocumentEdit> read, CancellationToken cancellationToken)
    {
        var edit = await lowPriority.ComputeAsync(DocumentEdit.SizeOf(body), () => read(body));
        return this.Document(
            await mediator.Send(new UpdateConfig(id, Preconditions.OfDocument(Request), edit, HttpContext.GetCaller()), cancellationToken));
    }
}
