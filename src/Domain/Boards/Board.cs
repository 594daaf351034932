namespace Dots.Domain.Boards;

/// <summary>
/// What an author offers to be solved: a named <see cref="Boards.Grid"/>, and the rule under which it counts as solved.
/// </summary>
/// <remarks>
/// Revisions count the changes from 1, so that work done on an earlier board (a path, a verdict) can be told from work
/// that still holds. Times are UTC. Not thread-safe.
/// </remarks>
public sealed class Board
{
    /// <summary>In Unicode scalar values, so that a name has the same length in every encoding.</summary>
    public const int MaxNameLength = 100;

    private Grid? _grid;

    private Board()
    {
    }

    /// <summary>0 until the board is stored.</summary>
    public long Id { get; private set; }

    /// <summary>1 to <see cref="MaxNameLength"/> characters on one line, without white space around them.</summary>
    public string Name { get; private set; } = "";

    public int Rows { get; private set; }

    public int Cols { get; private set; }

    public IReadOnlyList<Dot> Dots { get; private set; } = [];

    /// <summary><see cref="Rows"/>, <see cref="Cols"/> and <see cref="Dots"/> in one.</summary>
    public Grid Grid => _grid ??= Grid.Create(Rows, Cols, Dots);

    public BoardRule Rule { get; private set; }

    public Verdict Verdict { get; private set; }

    public long CreatorId { get; private set; }

    public string CreatorUsername { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>1 at first, and one more for each change.</summary>
    public int Revision { get; private set; }

    /// <summary>The revision at which the grid last changed. A path drawn before it is stale.</summary>
    public int GeometryRevision { get; private set; }

    /// <summary>The revision at which the grid or the rule last changed. A verdict on an earlier one is void.</summary>
    public int PuzzleRevision { get; private set; }

    /// <exception cref="DomainException">The name or the rule is not valid.</exception>
    public static Board Create(string name, Grid grid, BoardRule rule, long creatorId, string creatorUsername, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(creatorUsername);

        var board = new Board
        {
            Name = Check(name, rule),
            Rule = rule,
            CreatorId = creatorId,
            CreatorUsername = creatorUsername,
            CreatedAt = now.ToUniversalTime(),
            UpdatedAt = now.ToUniversalTime(),
            Revision = 1,
            GeometryRevision = 1,
            PuzzleRevision = 1,
        };
        board.SetGrid(grid);

        return board;
    }

    /// <summary>What <see cref="Create"/> would reject in a name, for who has more to check and wants to tell it all at once.</summary>
    /// <returns>Empty when there is nothing wrong.</returns>
    public static IReadOnlyList<RuleViolation> CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        var check = new RuleCheck();
        BoardName.Read(check, name);
        return check.Violations;
    }

    /// <summary>
    /// Replaces what the author decides. A new grid or rule makes the <see cref="Verdict"/> unknown again.
    /// </summary>
    /// <returns>Whether anything changed. A change that changes nothing leaves revision and time alone.</returns>
    /// <exception cref="DomainException">The name or the rule is not valid; the board is as it was.</exception>
    public bool Change(string name, Grid grid, BoardRule rule, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grid);

        var newName = Check(name, rule);
        var isNewGrid = !grid.Equals(Grid);
        var isNewPuzzle = isNewGrid || rule != Rule;

        if (newName == Name && !isNewPuzzle)
        {
            return false;
        }

        Name = newName;
        Rule = rule;
        UpdatedAt = now.ToUniversalTime();
        Revision++;

        if (isNewGrid)
        {
            SetGrid(grid);
            GeometryRevision = Revision;
        }

        if (isNewPuzzle)
        {
            Verdict = Verdict.Unknown;
            PuzzleRevision = Revision;
        }

        return true;
    }

    public bool IsOwnedBy(long userId) => CreatorId == userId;

    /// <summary>Records the verdict on the puzzle as it was at <paramref name="revision"/>. This is no change of the board.</summary>
    /// <returns>False, and nothing is recorded, if the grid or the rule has moved on since.</returns>
    public bool Judge(Verdict verdict, int revision)
    {
        if (revision < PuzzleRevision || revision > Revision)
        {
            return false;
        }

        Verdict = verdict;
        return true;
    }

    private static string Check(string name, BoardRule rule)
    {
        ArgumentNullException.ThrowIfNull(name);

        var check = new RuleCheck();
        var readName = BoardName.Read(check, name);

        if (!Enum.IsDefined(rule))
        {
            check.Report("rule", "known_rule", "A board's rule is all_cells or pairs_only.");
        }

        check.ThrowIfBroken();

        return readName;
    }

    private void SetGrid(Grid grid)
    {
        _grid = grid;
        (Rows, Cols, Dots) = (grid.Rows, grid.Cols, grid.Dots);
    }
}
