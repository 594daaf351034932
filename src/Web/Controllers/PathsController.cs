using System.ComponentModel.DataAnnotations;
using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>
/// Paths: each user has at most one on each board and sees only their own. Every stream of the user reports that it was saved or deleted
/// (path_saved, path_deleted), for their other devices. Send X-Connection-Id to recognise your own messages.
/// </summary>
[ApiController]
[Authorize]
[Route("api")]
public sealed class PathsController(IMediator mediator) : ControllerBase
{
    /// <summary>
    /// Lines on a board, or cells alone for one free line. board_revision, where given, must be the board's current revision, and revision that
    /// of the path that the lines replace, or 0 if there is none.
    /// </summary>
    public sealed record PathRequest(int? BoardRevision, int? Revision, IReadOnlyList<LineDto?>? Lines, IReadOnlyList<CellDto?>? Cells);

    /// <summary>A page of the caller's paths.</summary>
    [HttpGet("paths")]
    [ProducesResponseType<Page<PathSummaryDto>>(StatusCodes.Status200OK)]
    public Task<Page<PathSummaryDto>> List([FromQuery, Range(1, ListPaths.MaxLimit)] int? limit, [FromQuery] string? cursor, CancellationToken cancellationToken) =>
        mediator.Send(new ListPaths(limit, cursor, HttpContext.GetCallerWithoutConnection()), cancellationToken);

    /// <summary>The caller's path on a board.</summary>
    [HttpGet("boards/{board_id:long}/path")]
    [ProducesResponseType<PathDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<ActionResult<PathDto>> Get([FromRoute(Name = "board_id")] long boardId, CancellationToken cancellationToken)
    {
        var path = await mediator.Send(new GetPath(boardId, HttpContext.GetCallerWithoutConnection()), cancellationToken);
        var etag = EntityTags.OfPath(path);
        this.Tag(etag);
        return Preconditions.OfPath(Request).Evaluate(EntityTags.TextOf(etag)) switch
        {
            PreconditionOutcome.Failed => throw new StaleException(path.Revision),
            PreconditionOutcome.Known => this.NotModified(),
            _ => path,
        };
    }

    /// <summary>
    /// Saves the caller's path on a board: creates it, or replaces the existing one; with If-Match or revision, only if it has not changed since;
    /// with If-None-Match: *, only if there is none.
    /// </summary>
    [HttpPut("boards/{board_id:long}/path")]
    [ProducesResponseType<PathDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<PathDto>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<ActionResult<PathDto>> Save(
        [FromRoute(Name = "board_id")] long boardId, PathRequest request, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(
            new SavePath(boardId, request.BoardRevision, request.Lines, request.Cells, HttpContext.GetCaller())
            {
                Precondition = Preconditions.OfPath(Request),
                Revision = request.Revision,
            },
            cancellationToken);
        Response.Headers.ETag = EntityTags.OfPath(saved.Path).ToString();
        return saved.Created ? Created($"/api/boards/{boardId}/path", saved.Path) : saved.Path;
    }

    /// <summary>Creates the caller's path on a board; refused if one exists.</summary>
    [HttpPost("boards/{board_id:long}/paths")]
    [ProducesResponseType<PathDto>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<ActionResult<PathDto>> Create(
        [FromRoute(Name = "board_id")] long boardId, PathRequest request, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(
            new SavePath(boardId, request.BoardRevision, request.Lines, request.Cells, HttpContext.GetCaller(), CreateOnly: true)
            {
                Revision = request.Revision,
            },
            cancellationToken);
        Response.Headers.ETag = EntityTags.OfPath(saved.Path).ToString();
        return Created($"/api/boards/{boardId}/path", saved.Path);
    }

    /// <summary>Deletes the caller's path on a board; with If-Match, only if it has not changed since.</summary>
    [HttpDelete("boards/{board_id:long}/path")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<IActionResult> Delete([FromRoute(Name = "board_id")] long boardId, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeletePath(boardId, Preconditions.OfPath(Request), HttpContext.GetCaller()), cancellationToken);
        return NoContent();
    }
}
