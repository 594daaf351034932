namespace Dots.Domain.Paths;

/// <summary>
/// That a user has solved a board, and when first. It outlives the path, so that a first solution is announced only once.
/// </summary>
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
