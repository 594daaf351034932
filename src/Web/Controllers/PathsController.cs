using System.ComponentModel.DataAnnotations;
using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Controllers;

/// <summary>Paths: each user has at most one on each board and sees only their own.</summary>
[ApiController]
[Authorize]
[Route("api")]
public sealed class PathsController(IMediator mediator) : ControllerBase
{
    /// <summary>
    /// Lines on a board, or cells alone for one free line. board_revision, where given, must be the board's current revision.
    /// </summary>
    public sealed record PathRequest(int? BoardRevision, IReadOnlyList<LineDto?>? Lines, IReadOnlyList<CellDto?>? Cells);

    /// <summary>A page of the caller's paths.</summary>
    [HttpGet("paths")]
    [ProducesResponseType<Page<PathSummaryDto>>(StatusCodes.Status200OK)]
    public Task<Page<PathSummaryDto>> List([FromQuery, Range(1, ListPaths.MaxLimit)] int? limit, [FromQuery] string? cursor, CancellationToken cancellationToken) =>
        mediator.Send(new ListPaths(limit, cursor, HttpContext.GetCallerWithoutConnection()), cancellationToken);

    /// <summary>The caller's path on a board.</summary>
    [HttpGet("boards/{board_id:long}/path")]
    [ProducesResponseType<PathDto>(StatusCodes.Status200OK)]
    public Task<PathDto> Get([FromRoute(Name = "board_id")] long boardId, CancellationToken cancellationToken) =>
        mediator.Send(new GetPath(boardId, HttpContext.GetCallerWithoutConnection()), cancellationToken);

    /// <summary>Saves the caller's path on a board: creates it, or replaces the existing one.</summary>
    [HttpPut("boards/{board_id:long}/path")]
    [ProducesResponseType<PathDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<PathDto>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PathDto>> Save(
        [FromRoute(Name = "board_id")] long boardId, PathRequest request, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(
            new SavePath(boardId, request.BoardRevision, request.Lines, request.Cells, HttpContext.GetCallerWithoutConnection()), cancellationToken);
        return saved.Created ? Created($"/api/boards/{boardId}/path", saved.Path) : saved.Path;
    }

    /// <summary>Creates the caller's path on a board; refused if one exists.</summary>
    [HttpPost("boards/{board_id:long}/paths")]
    [ProducesResponseType<PathDto>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict)]
    public async Task<ActionResult<PathDto>> Create(
        [FromRoute(Name = "board_id")] long boardId, PathRequest request, CancellationToken cancellationToken)
    {
        var saved = await mediator.Send(
            new SavePath(boardId, request.BoardRevision, request.Lines, request.Cells, HttpContext.GetCallerWithoutConnection(), CreateOnly: true),
            cancellationToken);
        return Created($"/api/boards/{boardId}/path", saved.Path);
    }

    /// <summary>Deletes the caller's path on a board.</summary>
    [HttpDelete("boards/{board_id:long}/path")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IActionResult> Delete([FromRoute(Name = "board_id")] long boardId, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeletePath(boardId, HttpContext.GetCallerWithoutConnection()), cancellationToken);
        return NoContent();
    }
}
