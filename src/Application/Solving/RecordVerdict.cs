using Dots.Application.Common;
using Dots.Domain.Boards;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Solving;

/// <summary>Stores the verdict on a board, and publishes it once. One of unknown says that the check was given up, which ends the wait for it.</summary>
/// <param name="Revision">The revision that was checked.</param>
/// <returns>Whether it was stored; false if the board was changed or deleted while it was checked, or has its verdict already.</returns>
public sealed record RecordVerdict(long BoardId, int Revision, Verdict Verdict, int? Difficulty) : ICommand<bool>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(BoardId)];
}

internal sealed class RecordVerdictHandler(IDotsDbContext db, IMediator mediator) : IRequestHandler<RecordVerdict, bool>
{
    public async Task<bool> Handle(RecordVerdict request, CancellationToken cancellationToken)
    {
        var board = await db.Boards.FirstOrDefaultAsync(b => b.Id == request.BoardId, cancellationToken);
        if (board?.RecordVerdict(request.Verdict, request.Revision, request.Difficulty) != true)
        {
            return false;
        }

        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new BoardChecked(board.Id, board.Name, board.CreatorUsername, board.Verdict), cancellationToken);
        return true;
    }
}
