using Dots.Application.Common;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Boards;

internal static class OwnedBoards
{
    /// <summary>The board, for a change by <paramref name="user"/> to the revision that they have seen.</summary>
    /// <param name="boards">Where to look.</param>
    /// <param name="id">The board's id.</param>
    /// <param name="user">Who wants to change it.</param>
    /// <param name="expected">From If-Match; null where the caller takes any.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="NotFoundException">There is no such board.</exception>
    /// <exception cref="ForbiddenException">It is somebody else's.</exception>
    /// <exception cref="StaleException">It has another revision.</exception>
    public static async Task<Board> GetOwnedAsync(
        this DbSet<Board> boards, long id, User user, ExpectedRevisions? expected, CancellationToken cancellationToken)
    {
        var board = await boards.FirstOrDefaultAsync(b => b.Id == id, cancellationToken) ?? throw new NotFoundException("board", id);
        if (!board.IsOwnedBy(user.Id))
        {
            throw new ForbiddenException($"Board {id} belongs to {board.CreatorUsername}; only its owner changes or deletes it.");
        }

        expected?.ThrowIfStale(board.Revision);
        return board;
    }
}
