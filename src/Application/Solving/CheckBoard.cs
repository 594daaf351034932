using AutoMapper;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Domain.Boards;
using MediatR;

namespace Dots.Application.Solving;

/// <summary>Solves a puzzle that is not stored, such as one that is being designed.</summary>
/// <exception cref="OverloadedException">Too many clients wait for the solver.</exception>
public sealed record CheckBoard(int? Rows, int? Cols, IReadOnlyList<DotDto?>? Dots, string? Rule) : IQuery<CheckDto>, IPuzzleDraft;

/// <summary>What the solver has found out about a puzzle.</summary>
public sealed record CheckDto
{
    public required Verdict Verdict { get; init; }

    /// <summary>0, 1, or 2 for two and more; null if the solver gave up.</summary>
    public required int? Solutions { get; init; }

    /// <summary>A solution; null if none is known.</summary>
    public required IReadOnlyList<LineDto>? Solution { get; init; }

    /// <summary>A second one, which differs from the first; null if none is known.</summary>
    public required IReadOnlyList<LineDto>? OtherSolution { get; init; }
}

internal sealed class CheckBoardValidator : PuzzleDraftValidator<CheckBoard>;

internal sealed class CheckBoardHandler(ISolver solver, IMapper mapper) : IRequestHandler<CheckBoard, CheckDto>
{
    public async Task<CheckDto> Handle(CheckBoard request, CancellationToken cancellationToken)
    {
        var result = await solver.SolveAsync(request.ToGrid(), request.ToRule(BoardRule.AllCells), cancellationToken);
        return new CheckDto
        {
            Verdict = result.Verdict,
            Solutions = result.Count,
            Solution = result.Solutions is [var first, ..] ? mapper.Map<List<LineDto>>(first) : null,
            OtherSolution = result.Solutions is [_, var second] ? mapper.Map<List<LineDto>>(second) : null,
        };
    }
}
