using Dots.Application.Common;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Boards;

internal static class OwnedBoards
{
    /// <summary>The board, for a change by its owner.</summary>
    /// <param name="precondition">Null accepts any revision.</param>
    /// <exception cref="NotFoundException">There is no such board.</exception>
    /// <exception cref="ForbiddenException">The board belongs to another user.</exception>
    /// <exception cref="StaleException">The precondition is not met.</exception>
    public static async Task<Board> GetOwnedAsync(
        this DbSet<Board> boards, long id, User user, Precondition? precondition, CancellationToken cancellationToken)
    {
        var board = await boards.FirstOrDefaultAsync(b => b.Id == id, cancellationToken) ?? throw new NotFoundException("board", id);
        if (!board.IsOwnedBy(user.Id))
        {
            throw new ForbiddenException($"Board {id} belongs to {board.CreatorUsername}; only its owner can change or delete it.");
        }

        precondition.ThrowUnlessMet(board.Revision);
        return board;
    }
}
