using Dots.Application.Common;
using Dots.Domain.Boards;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Solving;

/// <summary>The board that is checked next: the one changed last, because its author may be waiting.</summary>
/// <returns>Its id; null if all boards are checked, or being checked.</returns>
public sealed record FindUncheckedBoard : IQuery<long?>;

internal sealed class FindUncheckedBoardHandler(IDotsDbContext db, TimeProvider clock) : IRequestHandler<FindUncheckedBoard, long?>
{
    public Task<long?> Handle(FindUncheckedBoard request, CancellationToken cancellationToken) =>
        Unchecked(db.Boards, clock.GetUtcNow()).FirstOrDefaultAsync(cancellationToken);

    internal static IQueryable<long?> Unchecked(IQueryable<Board> boards, DateTimeOffset now) => boards
        .Where(board => board.CheckedRevision < board.PuzzleRevision && (board.CheckClaimedUntil == null || board.CheckClaimedUntil <= now))
        .OrderByDescending(board => board.UpdatedAt)
        .Select(board => (long?)board.Id);
}
