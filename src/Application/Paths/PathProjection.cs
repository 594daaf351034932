using Dots.Domain.Boards;

namespace Dots.Application.Paths;

/// <summary>A path together with its board, which decides whether the path is stale or solved.</summary>
internal sealed record PathProjection(Path Path, Board Board)
{
    public bool Solved => Path.IsSolved(Board);

    public string BoardName => Board.Name;

    public bool Stale => Path.IsStale(Board);
}
