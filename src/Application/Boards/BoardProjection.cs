using System.Linq.Expressions;
using Dots.Application.Common;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>A board together with its counts.</summary>
internal sealed record BoardProjection
{
    public required Board Board { get; init; }

    public int PathCount { get; init; }

    public int SolvedCount { get; init; }

    /// <summary>
    /// The counts as a query. <see cref="SolvedCount"/> expresses <see cref="Path.IsSolved"/> in SQL.
    /// </summary>
    public static Expression<Func<Board, BoardProjection>> From(IDotsDbContext db) => board => new BoardProjection
    {
        Board = board,
        PathCount = db.Paths.Count(path => path.BoardId == board.Id),
        SolvedCount = db.Paths.Count(path =>
            path.BoardId == board.Id
            && path.BoardRevision >= board.GeometryRevision
            && path.Connected
            && (path.Filled || board.Rule == BoardRule.PairsOnly)),
    };
}
