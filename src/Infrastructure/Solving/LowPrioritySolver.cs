using System.Diagnostics;
using Dots.Application.Common;
using Dots.Application.Solving;
using Dots.Domain.Boards;
using Dots.Domain.Solving;
using Dots.Infrastructure.Common;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Solving;

/// <inheritdoc cref="ISolver"/>
/// <remarks>
/// Has threads of its own beside those of <see cref="ILowPriorityWork"/>: a board may take seconds, and the solver does not yield to the replays
/// and searches that would wait behind it. Requests have other threads than saved boards, so that neither waits for the other.
/// </remarks>
internal sealed class LowPrioritySolver(SolverOptions options, IOptions<LowPriorityOptions> priority, SolverMetrics metrics) : ISolver, IDisposable
{
    private readonly LowPriorityScheduler _saved = new(Math.Max(1, options.Workers), priority.Value.Niceness, "solver of saved boards");
    private readonly LowPriorityScheduler _requests = new(options.MaxChecks, priority.Value.Niceness, "solver of requests");
    private readonly SemaphoreSlim _slots = new(options.MaxChecks);

    /// <inheritdoc/>
    public Task<BoardCheck> CheckSavedAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken) => _saved.RunAsync(() =>
    {
        var result = Solve(SolverPurpose.Saved, grid, rule, options.Limits, cancellationToken);
        return new BoardCheck(result.Verdict, Rate(grid, rule, result, cancellationToken));
    });

    /// <inheritdoc/>
    public async Task<SolverResult> SolveAsync(Grid grid, BoardRule rule, CancellationToken cancellationToken)
    {
        if (!await _slots.WaitAsync(options.QueueTimeout, cancellationToken))
        {
            metrics.Refused();
            throw new OverloadedException("Too many boards are being solved; try again.");
        }

        try
        {
            return await _requests.RunAsync(() => Solve(SolverPurpose.Request, grid, rule, options.CheckLimits, cancellationToken));
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _saved.Dispose();
        _requests.Dispose();
        _slots.Dispose();
    }

    /// <summary>Rates a board, for as long as it may take to solve one.</summary>
    private int? Rate(Grid grid, BoardRule rule, SolverResult result, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Limits.Time);
        try
        {
            return Difficulty.Of(grid, rule, result, timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private SolverResult Solve(SolverPurpose purpose, Grid grid, BoardRule rule, SolverLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = Stopwatch.GetTimestamp();
        metrics.Began(purpose);
        try
        {
            var result = BoardSolver.Solve(grid, rule, limits, cancellationToken);
            metrics.Solved(purpose, result.Verdict, Stopwatch.GetElapsedTime(started));
            return result;
        }
        finally
        {
            metrics.Ended(purpose);
        }
    }
}
