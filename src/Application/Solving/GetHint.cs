using AutoMapper;
using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Domain.Boards;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Solving;

/// <summary>A hint for somebody who plays a board, signed in or not. The server keeps no count of hints.</summary>
/// <param name="Lines">What is drawn so far.</param>
/// <exception cref="NotFoundException">There is no such board.</exception>
/// <exception cref="ConflictException">The board has no solution, or none is known.</exception>
/// <exception cref="OverloadedException">Too many clients wait for the solver.</exception>
public sealed record GetHint(long BoardId, IReadOnlyList<LineDto?>? Lines) : IQuery<HintDto>;

/// <summary>Either a line that has to be redrawn, or the beginning of one to go on with; neither, if all lines are complete.</summary>
public sealed record HintDto
{
    /// <summary>
    /// The index of a line, among those sent, that differs from the solution. On a board with several solutions, from the one that the other
    /// lines follow best.
    /// </summary>
    public required int? WrongLine { get; init; }

    /// <summary>The cells of a line that are drawn already, and at most three more; it may be a line that is not begun.</summary>
    public required LineDto? Line { get; init; }
}

internal sealed class GetHintValidator : AbstractValidator<GetHint>
{
    public GetHintValidator() => RuleFor(hint => hint.Lines).Custom((lines, context) =>
    {
        var errors = new FieldErrors();
        if (errors.Require(lines, "lines"))
        {
            LineDrafts.CheckLines(errors, lines!);
        }

        errors.ReportTo(context);
    });
}

internal sealed class GetHintHandler(IDotsDbContext db, ISolutions solutions, IMapper mapper) : IRequestHandler<GetHint, HintDto>
{
    public async Task<HintDto> Handle(GetHint request, CancellationToken cancellationToken)
    {
        var board = await db.Boards.AsNoTracking().FirstOrDefaultAsync(b => b.Id == request.BoardId, cancellationToken)
            ?? throw new NotFoundException("board", request.BoardId);
        var drawing = Drawing.Create(board.Grid, LineDrafts.ToLines(request.Lines!));

        // What the background check has found out, or has failed to in more time than a request has, need not be found out again.
        ThrowIfNoneIsKnown(board, board.IsChecked ? board.Verdict : Verdict.Solvable);
        var known = await solutions.GetAsync(board, cancellationToken);
        ThrowIfNoneIsKnown(board, known.Verdict);

        var hint = Hint.Of(drawing, known.Solutions);
        return new HintDto { WrongLine = hint.WrongLine, Line = mapper.Map<LineDto?>(hint.Line) };
    }

    private static void ThrowIfNoneIsKnown(Board board, Verdict verdict)
    {
        if (verdict == Verdict.Unsolvable)
        {
            throw new ConflictException($"Board {board.Id} has no solution.");
        }

        if (verdict == Verdict.Unknown)
        {
            throw new ConflictException($"No solution of board {board.Id} is known.");
        }
    }
}
