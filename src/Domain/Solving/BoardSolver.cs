using Dots.Domain.Boards;

namespace Dots.Domain.Solving;

/// <summary>
/// Decides exactly whether a board has no solution, one, or more.
/// </summary>
/// <remarks>
/// <para>
/// What follows without a guess is deduced first (<see cref="Deduction"/>). Then two methods take turns, each with more work than before, because
/// neither is faster on all boards. <see cref="FrontierCount"/> goes through the board once, cell by cell; its work is at most exponential in the
/// width, and hardly depends on how the dots lie. <see cref="ConflictSearch"/> makes assumptions and learns from those that fail; width does not
/// matter to it, but it takes long to prove that a board with much space has no second solution.
/// </para>
/// <para>
/// A line may lie beside itself. Two solutions are different if one has a step between two cells that the other does not have. A board without
/// dots has no solution under either rule, because no drawing on it counts as one.
/// </para>
/// </remarks>
public static class BoardSolver
{
    /// <summary>Up to this width, in cells, the frontier is counted to the end.</summary>
    private const int Narrow = 11;

    private const int FirstStates = 250_000;
    private const int FirstConflicts = 2_000;
    private const int Growth = 4;

    /// <summary>Takes as long as the limits allow; call it where that does no harm.</summary>
    /// <returns>A verdict of unknown if a limit was reached.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, which is noticed within milliseconds.</exception>
    public static SolverResult Solve(Grid grid, BoardRule rule, SolverLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(limits);

        var puzzle = Puzzle.Of(grid, rule);
        if (puzzle.ColorCount == 0)
        {
            return new SolverResult(Verdict.Unsolvable, []);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limits.Time);
        try
        {
            return ToResult(puzzle, Search(puzzle, limits.States, timeout.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ToResult(puzzle, null);
        }
    }

    /// <returns>At most two solutions that differ; null if it was given up.</returns>
    private static IReadOnlyList<EdgeSet>? Search(Puzzle puzzle, int maxStates, CancellationToken cancellation)
    {
        var known = new Deduction(puzzle);
        if (!known.Propagate())
        {
            return [];
        }

        ConflictSearch? search = null;
        var (states, conflicts) = (puzzle.Cols <= Narrow ? maxStates : Math.Min(FirstStates, maxStates), FirstConflicts);
        var isNarrow = puzzle.Cols <= FrontierCount.MaxCols && puzzle.ColorCount <= FrontierCount.MaxColors;
        while (true)
        {
            if (isNarrow && new FrontierCount(puzzle, known, states, cancellation).Solve() is { } counted)
            {
                return counted;
            }

            search ??= new ConflictSearch(puzzle, known);
            if (search.Solve(conflicts, maxStates, cancellation) is { } found)
            {
                return found;
            }

            if (search.Size > maxStates)
            {
                return null;
            }

            isNarrow &= states < maxStates;
            (states, conflicts) = (Math.Min(Growth * states, maxStates), Growth * conflicts);
        }
    }

    private static SolverResult ToResult(Puzzle puzzle, IReadOnlyList<EdgeSet>? solutions) => solutions is null
        ? new SolverResult(Verdict.Unknown, [])
        : new SolverResult(
            solutions.Count switch { 0 => Verdict.Unsolvable, 1 => Verdict.Unique, _ => Verdict.Solvable },
            [.. solutions.Select(puzzle.LinesOf)]);
}
