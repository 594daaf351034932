using Dots.Application.Common;
using Dots.Domain.Boards;
using Dots.Domain.Solving;

namespace Dots.Application.Solving;

/// <summary>Solves boards on threads of low priority, so that neither requests nor streams wait for it. Thread-safe.</summary>
public interface ISolver
{
    /// <summary>For a saved board, of which nobody waits for the verdict.</summary>
    /// <returns>A verdict of unknown if it was given up.</returns>
    Task<BoardCheck> CheckSavedAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken);

    /// <summary>While a client waits.</summary>
    /// <returns>A verdict of unknown if it was given up.</returns>
    /// <exception cref="OverloadedException">Too many other clients wait.</exception>
    Task<SolverResult> SolveAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken);
}

/// <param name="Difficulty">See <see cref="Domain.Solving.Difficulty"/>; null if the board has no solution, or it was not found in time.</param>
public sealed record BoardCheck(Verdict Verdict, int? Difficulty);

/// <summary>Statistics of <see cref="ISolver"/> since the process started.</summary>
public interface ISolverStats
{
    SolverStats Read();
}

/// <param name="Running">The number of boards that are being solved now, by purpose.</param>
/// <param name="Results">The number of boards solved or given up, by purpose and verdict.</param>
/// <param name="BucketSeconds">The upper bounds of the buckets of durations, except the last, which is unbounded.</param>
/// <param name="Counts">The number of boards in each bucket.</param>
/// <param name="Sum">The sum of all durations.</param>
/// <param name="RefusedTotal">Requests that were refused because too many others waited.</param>
public sealed record SolverStats(
    IReadOnlyDictionary<SolverPurpose, int> Running,
    IReadOnlyDictionary<(SolverPurpose Purpose, Verdict Verdict), long> Results,
    IReadOnlyList<double> BucketSeconds,
    IReadOnlyList<long> Counts,
    TimeSpan Sum,
    long RefusedTotal);

public enum SolverPurpose
{
    /// <summary>A board that was saved.</summary>
    Saved,

    /// <summary>A client that waits.</summary>
    Request,
}
