using System.ComponentModel.DataAnnotations;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Application.Solving;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>Boards: everybody reads them, signed-in users create them, and only the owner changes or deletes one.</summary>
[ApiController]
[Route("api/boards")]
public sealed class BoardsController(IMediator mediator) : ControllerBase
{
    /// <summary>The properties of a board that its author sets. Each color has exactly two dots; rule is all_cells (the default) or pairs_only.</summary>
    public sealed record BoardRequest(string? Name, int? Rows, int? Cols, IReadOnlyList<DotDto?>? Dots, string? Rule);

    /// <summary>The properties of a board that decide its solutions, as in BoardRequest.</summary>
    public sealed record CheckRequest(int? Rows, int? Cols, IReadOnlyList<DotDto?>? Dots, string? Rule);

    /// <summary>The lines that are drawn so far; free lines do not matter.</summary>
    public sealed record HintRequest(IReadOnlyList<LineDto?>? Lines);

    /// <summary>A page of boards.</summary>
    /// <param name="search">Part of the name, in any letter case.</param>
    /// <param name="creator">The author's user name.</param>
    /// <param name="mine">Only the caller's own boards.</param>
    /// <param name="verdict">Only boards with this verdict: unique, solvable, unsolvable or unknown.</param>
    /// <param name="sort">newest (the default), updated, name, popular, difficulty (easiest first) or hardest. By difficulty, boards without one come last.</param>
    /// <param name="limit">1 to 100; 20 by default.</param>
    /// <param name="cursor">next_cursor of the previous page.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [HttpGet]
    [EnableRateLimiting(RateLimits.Expensive)]
    [ProducesResponseType<Page<BoardDto>>(StatusCodes.Status200OK)]
    public Task<Page<BoardDto>> List(
        [FromQuery] string? search,
        [FromQuery] string? creator,
        [FromQuery] bool? mine,
        [FromQuery] string? verdict,
        [FromQuery] string? sort,
        [FromQuery, Range(1, ListBoards.MaxLimit)] int? limit,
        [FromQuery] string? cursor,
        CancellationToken cancellationToken) =>
        mediator.Send(new ListBoards(search, creator, mine, sort, limit, cursor, HttpContext.GetCallerWithoutConnection()) { Verdict = verdict }, cancellationToken);

    /// <summary>Creates a board.</summary>
    [HttpPost]
    [Authorize]
    [ProducesResponseType<BoardDto>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Boards)]
    [ProblemResponse(StatusCodes.Status507InsufficientStorage, Description = QuotaDescriptions.AllBoards)]
    public async Task<ActionResult<BoardDto>> Create(BoardRequest request, CancellationToken cancellationToken)
    {
        var board = await mediator.Send(
            new CreateBoard(request.Name, request.Rows, request.Cols, request.Dots, request.Rule, HttpContext.GetCallerWithoutConnection()), cancellationToken);
        Response.Headers.ETag = EntityTags.OfBoard(board).ToString();
        return Created($"/api/boards/{board.Id}", board);
    }

    /// <summary>
    /// Solves a board that need not be stored. The verdict is exact, or unknown if the solver gave up; a solution, and a second one that differs from
    /// it, are given if they exist. Boards of one caller are solved one after the other. Close the connection to cancel.
    /// </summary>
    [HttpPost("check")]
    [EnableRateLimiting(RateLimits.Solve)]
    [ProducesResponseType<CheckDto>(StatusCodes.Status200OK)]
    public Task<CheckDto> Check(CheckRequest request, CancellationToken cancellationToken) =>
        mediator.Send(new CheckBoard(request.Rows, request.Cols, request.Dots, request.Rule), cancellationToken);

    /// <summary>
    /// A hint for a player of a board: which line is wrong, or how to go on with one, by at most three cells. Nothing is stored; clients count the
    /// hints that they show.
    /// </summary>
    [HttpPost("{id:long}/hint")]
    [EnableRateLimiting(RateLimits.Solve)]
    [ProducesResponseType<HintDto>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = "The board has no solution, or none is known.")]
    public Task<HintDto> Hint(long id, HintRequest request, CancellationToken cancellationToken) =>
        mediator.Send(new GetHint(id, request.Lines), cancellationToken);

    /// <summary>One board.</summary>
    [HttpGet("{id:long}")]
    [ProducesResponseType<BoardDto>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<ActionResult<BoardDto>> Get(long id, CancellationToken cancellationToken)
    {
        var board = await mediator.Send(new GetBoard(id), cancellationToken);
        var etag = EntityTags.OfBoard(board);
        this.Tag(etag);
        return Preconditions.OfBoard(Request).Evaluate(EntityTags.TextOf(etag)) switch
        {
            PreconditionOutcome.Failed => throw new StaleException(board.Revision),
            PreconditionOutcome.Known => this.NotModified(),
            _ => board,
        };
    }

    /// <summary>Replaces a board; with If-Match, only if it has not changed since.</summary>
    [HttpPut("{id:long}")]
    [Authorize]
    [ProducesResponseType<BoardDto>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<ActionResult<BoardDto>> Update(long id, BoardRequest request, CancellationToken cancellationToken)
    {
        var board = await mediator.Send(
            new UpdateBoard(
                id, Preconditions.OfBoard(Request), request.Name, request.Rows, request.Cols, request.Dots, request.Rule, HttpContext.GetCallerWithoutConnection()),
            cancellationToken);
        Response.Headers.ETag = EntityTags.OfBoard(board).ToString();
        return board;
    }

    /// <summary>Deletes a board and all paths on it.</summary>
    [HttpDelete("{id:long}")]
    [Authorize]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<IActionResult> Delete(long id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteBoard(id, Preconditions.OfBoard(Request), HttpContext.GetCallerWithoutConnection()), cancellationToken);
        return NoContent();
    }
}
