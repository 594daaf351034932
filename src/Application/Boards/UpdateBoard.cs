using AutoMapper;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Boards;

/// <summary>The owner replaces a board's name, grid and rule. The rule is kept where none is given.</summary>
public sealed record UpdateBoard(
    long Id, Precondition? Precondition, string? Name, int? Rows, int? Cols, IReadOnlyList<DotDto?>? Dots, string? Rule, Caller Caller)
    : ICommand<BoardDto>, IBoardDraft
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(Id)];
}

internal sealed class UpdateBoardValidator : BoardDraftValidator<UpdateBoard>;

internal sealed class UpdateBoardHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock, IMapper mapper)
    : IRequestHandler<UpdateBoard, BoardDto>
{
    public async Task<BoardDto> Handle(UpdateBoard request, CancellationToken cancellationToken)
    {
        var board = await db.Boards.GetOwnedAsync(request.Id, request.Caller.Required, request.Precondition, cancellationToken);

        if (board.Update(request.Name!, request.ToGrid(), request.ToRule(board.Rule), clock.GetUtcNow()))
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new BoardUpdated(board.Id, board.Name, board.CreatorUsername), cancellationToken);
        }

        return mapper.Map<BoardDto>(
            await db.Boards.Where(b => b.Id == board.Id).Select(BoardProjection.From(db)).SingleAsync(cancellationToken));
    }
}
