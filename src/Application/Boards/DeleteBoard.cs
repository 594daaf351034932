using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Boards;

/// <summary>The owner deletes a board and all paths on it.</summary>
public sealed record DeleteBoard(long Id, Precondition? Precondition, Caller Caller) : ICommand<Unit>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(Id)];
}

internal sealed class DeleteBoardHandler(IDotsDbContext db, IMediator mediator) : IRequestHandler<DeleteBoard, Unit>
{
    public async Task<Unit> Handle(DeleteBoard request, CancellationToken cancellationToken)
    {
        var board = await db.Boards.GetOwnedAsync(request.Id, request.Caller.Required, request.Precondition, cancellationToken);

        db.Boards.Remove(board);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new BoardDeleted(board.Id, board.Name, board.CreatorUsername), cancellationToken);

        return Unit.Value;
    }
}
