using System.Linq.Expressions;
using Dots.Application.Common;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>A board together with what is counted about it.</summary>
internal sealed record BoardReading(Board Board, int PathCount, int SolvedCount)
{
    /// <summary>
    /// The counts as a query. <see cref="SolvedCount"/> is <see cref="Domain.Paths.Path.IsSolved"/> in terms that a database knows.
    /// </summary>
    public static Expression<Func<Board, BoardReading>> From(IDotsDbContext db) => board => new BoardReading(
        board,
        db.Paths.Count(path => path.BoardId == board.Id),
        db.Paths.Count(path =>
            path.BoardId == board.Id
            && path.BoardRevision >= board.GeometryRevision
            && path.Connected
            && (path.Filled || board.Rule == BoardRule.PairsOnly)));
}
