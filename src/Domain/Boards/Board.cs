namespace Dots.Domain.Boards;

/// <summary>
/// A puzzle published by its author: a named <see cref="Boards.Grid"/> and the rule that decides when it is solved.
/// </summary>
/// <remarks>
/// Revisions count changes from 1, which shows whether a path or a verdict refers to an earlier state of the board. Times are UTC.
/// Not thread-safe.
/// </remarks>
public sealed class Board
{
    /// <summary>In Unicode scalar values, so that the length of a name does not depend on the encoding.</summary>
    public const int MaxNameLength = 100;

    private Grid? _grid;

    private Board()
    {
    }

    /// <summary>0 until the board is stored.</summary>
    public long Id { get; private set; }

    /// <summary>1 to <see cref="MaxNameLength"/> characters on one line, without leading or trailing white space.</summary>
    public string Name { get; private set; } = "";

    public int Rows { get; private set; }

    public int Cols { get; private set; }

    public IReadOnlyList<Dot> Dots { get; private set; } = [];

    /// <summary><see cref="Rows"/>, <see cref="Cols"/> and <see cref="Dots"/> as one value.</summary>
    public Grid Grid => _grid ??= Grid.Create(Rows, Cols, Dots);

    public BoardRule Rule { get; private set; }

    /// <summary>Unknown until the puzzle is checked (<see cref="IsChecked"/>), and after that if the check was given up.</summary>
    public Verdict Verdict { get; private set; }

    /// <summary>1 (easiest) to 100; null while it is not known, or if the board has no solution.</summary>
    public int? Difficulty { get; private set; }

    public long CreatorId { get; private set; }

    public string CreatorUsername { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Starts at 1 and is incremented by every change.</summary>
    public int Revision { get; private set; }

    /// <summary>The revision at which the grid last changed. A path drawn on an earlier revision is stale.</summary>
    public int GeometryRevision { get; private set; }

    /// <summary>The revision at which the grid or the rule last changed. A verdict on an earlier revision is void.</summary>
    public int PuzzleRevision { get; private set; }

    /// <summary>The revision at which the puzzle was last checked; 0 if it never was.</summary>
    public int CheckedRevision { get; private set; }

    /// <summary>Until then one server checks the puzzle, and others leave it alone; null if none does.</summary>
    public DateTimeOffset? CheckClaimedUntil { get; private set; }

    /// <summary>Whether the puzzle in its current revision was checked, be it without a result.</summary>
    public bool IsChecked => CheckedRevision >= PuzzleRevision;

    /// <exception cref="DomainException">The name or the rule is invalid.</exception>
    public static Board Create(string name, Grid grid, BoardRule rule, long creatorId, string creatorUsername, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(creatorUsername);

        var board = new Board
        {
            Name = Validate(name, rule),
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

    /// <summary>Finds what <see cref="Create"/> would reject in a name, for callers that report all errors together.</summary>
    /// <returns>Empty for a valid name.</returns>
    public static IReadOnlyList<RuleViolation> ValidateName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        var violations = new ViolationList();
        BoardName.Normalize(name, violations);
        return violations.Violations;
    }

    /// <summary>
    /// Replaces the name, the grid and the rule. A new grid or rule resets the <see cref="Verdict"/> to unknown.
    /// </summary>
    /// <returns>False if all three were the same already; revision and time are then unchanged.</returns>
    /// <exception cref="DomainException">The name or the rule is invalid; the board is unchanged.</exception>
    public bool Update(string name, Grid grid, BoardRule rule, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(grid);

        var newName = Validate(name, rule);
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
            Difficulty = null;
            PuzzleRevision = Revision;
            CheckClaimedUntil = null;
        }

        return true;
    }

    public bool IsOwnedBy(long userId) => CreatorId == userId;

    /// <summary>Claims the check of the puzzle for a while, after which it counts as abandoned. The board's revision and time stay the same.</summary>
    /// <returns>False if the puzzle is checked already, or claimed.</returns>
    public bool TryClaimCheck(DateTimeOffset now, TimeSpan duration)
    {
        if (IsChecked || CheckClaimedUntil > now)
        {
            return false;
        }

        CheckClaimedUntil = now.ToUniversalTime() + duration;
        return true;
    }

    /// <summary>
    /// Records the verdict on the puzzle as of <paramref name="revision"/>. The board's revision and time stay the same.
    /// </summary>
    /// <returns>
    /// False, without recording it, if the grid or the rule has changed since that revision, or the puzzle was checked already.
    /// </returns>
    public bool RecordVerdict(Verdict verdict, int revision, int? difficulty = null)
    {
        if (IsChecked || revision < PuzzleRevision || revision > Revision)
        {
            return false;
        }

        Verdict = verdict;
        Difficulty = difficulty;
        CheckedRevision = revision;
        CheckClaimedUntil = null;
        return true;
    }

    private static string Validate(string name, BoardRule rule)
    {
        ArgumentNullException.ThrowIfNull(name);

        var violations = new ViolationList();
        var normalized = BoardName.Normalize(name, violations);

        if (!Enum.IsDefined(rule))
        {
            violations.Add("rule", "known_rule", "A board's rule is all_cells or pairs_only.");
        }

        violations.ThrowIfAny();

        return normalized;
    }

    private void SetGrid(Grid grid)
    {
        _grid = grid;
        (Rows, Cols, Dots) = (grid.Rows, grid.Cols, grid.Dots);
    }
}
