using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>One user's lines on one board, saved whether finished or not.</summary>
/// <remarks>
/// The lines keep the rules of <see cref="Drawing"/> on the board as of <see cref="BoardRevision"/>. If the board's grid changes later, the
/// path stays and becomes stale. Times are UTC. Not thread-safe.
/// </remarks>
public sealed class Path
{
    private Path()
    {
    }

    /// <summary>0 until the path is stored.</summary>
    public long Id { get; private set; }

    public long BoardId { get; private set; }

    public long UserId { get; private set; }

    public string Username { get; private set; } = "";

    /// <summary>The board's revision on which the lines were drawn.</summary>
    public int BoardRevision { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <inheritdoc cref="Drawing.Connected"/>
    public bool Connected { get; private set; }

    /// <inheritdoc cref="Drawing.Filled"/>
    public bool Filled { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Starts at 1 and is incremented by every change.</summary>
    public int Revision { get; private set; }

    /// <exception cref="DomainException">A line breaks a rule on this board.</exception>
    public static Path Draw(Board board, long userId, string username, IReadOnlyList<Line> lines, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(username);

        var path = new Path
        {
            BoardId = board.Id,
            UserId = userId,
            Username = username,
            CreatedAt = now.ToUniversalTime(),
        };
        path.SetDrawing(Drawing.Create(board.Grid, lines), board, now);

        return path;
    }

    /// <summary>Replaces the lines; an empty list clears the path.</summary>
    /// <returns>Whether the lines changed, or the revision of the board that they are drawn on.</returns>
    /// <exception cref="DomainException">A line breaks a rule on this board; the path is unchanged.</exception>
    public bool Redraw(Board board, IReadOnlyList<Line> lines, DateTimeOffset now)
    {
        ThrowIfOtherBoard(board);

        var drawing = Drawing.Create(board.Grid, lines);

        if (BoardRevision == board.Revision && Lines.SequenceEqual(drawing.Lines))
        {
            return false;
        }

        SetDrawing(drawing, board, now);
        return true;
    }

    /// <summary>Whether the board's grid has changed since the path was drawn.</summary>
    public bool IsStale(Board board)
    {
        ThrowIfOtherBoard(board);

        return BoardRevision < board.GeometryRevision;
    }

    /// <summary>Whether the path solves the current revision of the board.</summary>
    public bool IsSolved(Board board) => !IsStale(board) && Drawing.IsSolution(board.Rule, Connected, Filled);

    private void SetDrawing(Drawing drawing, Board board, DateTimeOffset now)
    {
        Lines = drawing.Lines;
        Connected = drawing.Connected;
        Filled = drawing.Filled;
        BoardRevision = board.Revision;
        UpdatedAt = now.ToUniversalTime();
        Revision++;
    }

    private void ThrowIfOtherBoard(Board board)
    {
        ArgumentNullException.ThrowIfNull(board);

        if (board.Id != BoardId)
        {
            throw new ArgumentException($"The path is on board {BoardId}, not on board {board.Id}.", nameof(board));
        }
    }
}
