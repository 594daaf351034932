using Dots.Domain.Boards;

namespace Dots.Domain.Solving;

/// <summary>
/// How hard a board is for a player, as one number. It measures what has to be thought, not how long the solver takes.
/// </summary>
/// <remarks>
/// <para>A player who solves the board decides of each edge between two cells whether a line crosses it. An edge costs nothing if it follows from
/// what is known (<see cref="Deduction"/>), and 1 if one has to try it: one of the two answers leads to a contradiction, without a further
/// guess. Where no single trial helps, the solver looks up one edge in the solution, and goes on. Each edge that is known only from there on costs
/// 2 on a board with one solution; on a board with several, where another choice might have done as well, only the look-up costs, 1.</para>
/// <para>The number is 100 · log(1 + cost) / log(1 + 1000), from 1 to 100.</para>
/// </remarks>
public static class Difficulty
{
    public const int Min = 1;
    public const int Max = 100;

    private const double GreatestCost = 1000;

    // Keeps the largest boards within a second or two. Edges that are left are looked up in the solution.
    private const int MaxTrials = 60_000;

    /// <param name="grid">The grid of the board.</param>
    /// <param name="rule">The rule of the board.</param>
    /// <param name="result">What <see cref="BoardSolver"/> has found about it.</param>
    /// <param name="cancellationToken">Noticed within milliseconds.</param>
    /// <returns><see cref="Min"/> to <see cref="Max"/>; null if the board has no solution or it is not known. The same for the same board.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static int? Of(Grid grid, BoardRule rule, SolverResult result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(result);

        if (result.Solutions is not [var solution, ..])
        {
            return null;
        }

        var puzzle = Puzzle.Of(grid, rule);
        var cost = CostOf(new Deduction(puzzle), puzzle.EdgesOf(solution), result.Verdict == Verdict.Unique, cancellationToken);
        return Math.Clamp((int)Math.Round(Max * Math.Log(1 + cost) / Math.Log(1 + GreatestCost)), Min, Max);
    }

    private static int CostOf(Deduction known, EdgeSet solution, bool isUnique, CancellationToken cancellation)
    {
        known.Propagate();
        var (cost, trials, wasLookedUp) = (0, 0, false);
        while (FirstUnknown(known) is >= 0 and var edge)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = known.KnownCount;
            var isTrial = trials < MaxTrials && Try(known, solution, ref trials, cancellation);
            if (!isTrial)
            {
                known.Assume(edge, solution[edge]);
                wasLookedUp = true;
            }

            var found = known.KnownCount - before;
            cost += !wasLookedUp ? found : isUnique ? 2 * found : isTrial ? found : 1;
        }

        return cost;
    }

    /// <summary>Tries every unknown edge against the same knowledge, so that the number does not depend on their order.</summary>
    /// <returns>False if no trial leads to a contradiction.</returns>
    private static bool Try(Deduction known, EdgeSet solution, ref int trials, CancellationToken cancellation)
    {
        var contradicted = new List<int>();
        for (var edge = 0; edge < known.EdgeCount; edge++)
        {
            if (!known.IsKnown(edge))
            {
                trials++;
                if ((trials & 255) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                // The value of the solution leads to no contradiction.
                if (!known.Copy().Assume(edge, !solution[edge]))
                {
                    contradicted.Add(edge);
                }
            }
        }

        foreach (var edge in contradicted)
        {
            known.Assume(edge, solution[edge]);
        }

        return contradicted.Count > 0;
    }

    private static int FirstUnknown(Deduction known)
    {
        for (var edge = 0; edge < known.EdgeCount; edge++)
        {
            if (!known.IsKnown(edge))
            {
                return edge;
            }
        }

        return -1;
    }
}
