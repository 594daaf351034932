using AutoMapper;
using Dots.Application.Common;
using Dots.Domain.Boards;
using MediatR;

namespace Dots.Application.Boards;

/// <summary>A signed-in user creates a board.</summary>
public sealed record CreateBoard(string? Name, int? Rows, int? Cols, IReadOnlyList<DotDto?>? Dots, string? Rule, Caller Caller)
    : ICommand<BoardDto>, IBoardDraft
{
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;
}

internal sealed class CreateBoardValidator : BoardDraftValidator<CreateBoard>;

internal sealed class CreateBoardHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock, IMapper mapper)
    : IRequestHandler<CreateBoard, BoardDto>
{
    public async Task<BoardDto> Handle(CreateBoard request, CancellationToken cancellationToken)
    {
        var creator = request.Caller.Required;
        var board = Board.Create(request.Name!, request.ToGrid(), request.ToRule(BoardRule.AllCells), creator.Id, creator.Username, clock.GetUtcNow());

        db.Boards.Add(board);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new BoardCreated(board.Id, board.Name, creator.Username), cancellationToken);

        return mapper.Map<BoardDto>(new BoardProjection { Board = board });
    }
}
