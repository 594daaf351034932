using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Paths;

internal static class OwnPath
{
    /// <summary>The path of the user on a board. Users cannot read the paths of others.</summary>
    /// <exception cref="NotFoundException">There is no such board, or the user has no path on it.</exception>
    public static async Task<PathProjection> FindPathAsync(
        this IDotsDbContext db, long boardId, User user, CancellationToken cancellationToken)
    {
        var board = await db.Boards.FirstOrDefaultAsync(b => b.Id == boardId, cancellationToken)
            ?? throw new NotFoundException("board", boardId);
        var path = await db.Paths.FirstOrDefaultAsync(p => p.BoardId == boardId && p.UserId == user.Id, cancellationToken)
            ?? throw new NotFoundException("path of yours on board", boardId);
        return new PathProjection(path, board);
    }
}
