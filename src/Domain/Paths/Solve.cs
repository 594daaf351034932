namespace Dots.Domain.Paths;

/// <summary>A user's first solution of a board. It outlives the path, so that the solution is announced only once.</summary>
public sealed class Solve
{
    public Solve(long boardId, long userId, DateTimeOffset solvedAt)
    {
        BoardId = boardId;
        UserId = userId;
        SolvedAt = solvedAt.ToUniversalTime();
    }

    public long BoardId { get; private set; }

    public long UserId { get; private set; }

    public DateTimeOffset SolvedAt { get; private set; }
}
