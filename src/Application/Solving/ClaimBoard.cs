using Dots.Application.Common;
using Dots.Domain.Boards;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Solving;

/// <summary>Claims the check of a board, so that no other worker on any node checks it as well. A claim expires, in case its server is killed.</summary>
/// <param name="Duration">How long the claim lasts at most.</param>
/// <returns>Null if the board was deleted, checked or claimed meanwhile.</returns>
public sealed record ClaimBoard(long Id, TimeSpan Duration) : ICommand<ClaimedBoard?>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(Id)];
}

/// <param name="Revision">The revision that the verdict is about.</param>
public sealed record ClaimedBoard(long Id, int Revision, Grid Grid, BoardRule Rule);

internal sealed class ClaimBoardHandler(IDotsDbContext db, TimeProvider clock) : IRequestHandler<ClaimBoard, ClaimedBoard?>
{
    public async Task<ClaimedBoard?> Handle(ClaimBoard request, CancellationToken cancellationToken)
    {
        var board = await db.Boards.FirstOrDefaultAsync(b => b.Id == request.Id, cancellationToken);
        if (board?.TryClaimCheck(clock.GetUtcNow(), request.Duration) != true)
        {
            return null;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ClaimedBoard(board.Id, board.Revision, board.Grid, board.Rule);
    }
}
