using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>
/// Activities: JSON documents that several people edit at once. Everybody may read and every signed-in user may write, unless the owner has
/// made an activity private; only the owner deletes it. Send X-Connection-Id to recognise your own messages.
/// </summary>
[ApiController]
[Route("api/activities")]
public sealed class ActivitiesController(IMediator mediator, ILowPriorityWork lowPriority) : ControllerBase
{
    /// <summary>A page of summaries of activities, newest first.</summary>
    /// <param name="name">Part of the name, in any letter case.</param>
    /// <param name="limit">1 to 100; 20 by default.</param>
    /// <param name="cursor">next_cursor of the previous page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [HttpGet]
    [EnableRateLimiting(RateLimits.Expensive)]
    [ProducesResponseType<Page<ActivitySummaryDto>>(StatusCodes.Status200OK)]
    public Task<Page<ActivitySummaryDto>> List(
        [FromQuery] string? name, [FromQuery, Range(1, ListActivities.MaxLimit)] int? limit, [FromQuery] string? cursor, CancellationToken cancellationToken) =>
        mediator.Send(new ListActivities(name, limit, cursor, HttpContext.GetCaller()), cancellationToken);

    /// <summary>
    /// Creates an activity from a document, whose id may be given as a UUID. With private=true only the owner has access from the start, and nobody
    /// else is notified of the creation.
    /// </summary>
    [HttpPost]
    [Authorize]
    [Accepts("application/json")]
    [ProducesResponseType<JsonElement>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Activities)]
    [ProblemResponse(StatusCodes.Status507InsufficientStorage, Description = QuotaDescriptions.AllActivities)]
    public async Task<IActionResult> Create(
        [FromBody] JsonElement document, [FromQuery(Name = "private")] bool? isPrivate, CancellationToken cancellationToken)
    {
        var bytes = DocumentEdit.SizeOf(document);
        var parsed = await lowPriority.ComputeAsync(bytes, () => DocumentEdit.ReadDocument(document));
        var created = await mediator.Send(
            new CreateActivity(parsed, HttpContext.GetCaller(), isPrivate ?? false) { Bytes = bytes }, cancellationToken);
        Response.Headers.Location = $"/api/activities/{created.Id}";
        return this.Document(created, StatusCodes.Status201Created);
    }

    /// <summary>The document of one activity.</summary>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<JsonElement>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    [ProblemResponse(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken) =>
        this.Document(await mediator.Send(new GetActivity(id, Preconditions.OfDocument(Request), HttpContext.GetCaller()), cancellationToken));

    /// <summary>The document of the activity with exactly this name. If several have it, a 409 lists their ids.</summary>
    [HttpGet("by-name/{name}")]
    [ProducesResponseType<JsonElement>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    [ProblemResponse(StatusCodes.Status404NotFound)]
    [ProblemResponse(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> GetByName(string name, CancellationToken cancellationToken)
    {
        var found = await mediator.Send(
            new GetActivityByName(name, Preconditions.OfDocument(Request), HttpContext.GetCaller()), cancellationToken);
        Response.Headers.ContentLocation = $"/api/activities/{found.Id}";
        return this.Document(found);
    }

    /// <summary>Replaces a document; with If-Match, only if it has not changed since.</summary>
    [HttpPut("{id:guid}")]
    [Authorize]
    [Accepts("application/json")]
    [ProducesResponseType<JsonElement>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Documents)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public Task<IActionResult> Replace(Guid id, [FromBody] JsonElement document, CancellationToken cancellationToken) =>
        UpdateAsync(id, document, DocumentEdit.Replacement, cancellationToken);

    /// <summary>
    /// Changes parts of a document. As application/json by id: objects are merged member by member, arrays of objects with ids element by
    /// element, everything else is replaced; removed_fields names what is removed, {"content": ["an element's id"], "location": true}. As
    /// application/merge-patch+json by RFC 7396.
    /// </summary>
    [HttpPatch("{id:guid}")]
    [Authorize]
    [Accepts("application/json", "application/merge-patch+json")]
    [ProducesResponseType<JsonElement>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Documents)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public Task<IActionResult> Patch(Guid id, [FromBody] JsonElement change, CancellationToken cancellationToken) =>
        UpdateAsync(id, change, DocumentPatches.ReaderOf(Request), cancellationToken);

    /// <summary>Deletes an activity with its configuration and files. Only its owner and administrators may.</summary>
    [HttpDelete("{id:guid}")]
    [Authorize]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteActivity(id, Preconditions.OfDocument(Request), HttpContext.GetCaller()), cancellationToken);
        return NoContent();
    }

    /// <summary>SHA-256 of a document's canonical form (RFC 8785).</summary>
    [HttpGet("{id:guid}/hash")]
    [ProducesResponseType<HashDto>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status404NotFound)]
    public Task<HashDto> Hash(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetHash(id, HttpContext.GetCaller()), cancellationToken);

    /// <summary>The hashes of all documents that the caller may read.</summary>
    [HttpGet("hashes")]
    [EnableRateLimiting(RateLimits.Expensive)]
    [ProducesResponseType<HashesDto>(StatusCodes.Status200OK)]
    public Task<HashesDto> Hashes(CancellationToken cancellationToken) =>
        mediator.Send(new ListHashes(HttpContext.GetCaller()), cancellationToken);

    private async Task<IActionResult> UpdateAsync(
        Guid id, JsonElement body, Func<JsonElement, DocumentEdit> read, CancellationToken cancellationToken)
    {
        var edit = await lowPriority.ComputeAsync(DocumentEdit.SizeOf(body), () => read(body));
        return this.Document(
            await mediator.Send(new UpdateActivity(id, Preconditions.OfDocument(Request), edit, HttpContext.GetCaller()), cancellationToken));
    }
}
