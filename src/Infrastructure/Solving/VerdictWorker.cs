using Dots.Application.Solving;
using Dots.Infrastructure.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Solving;

/// <summary>Checks saved boards, one after the other: those that were just saved at once, all others with pauses.</summary>
/// <remarks>
/// Which boards have no verdict yet is in the database, so that none is forgotten when a server is killed. A verdict that cannot be stored
/// is computed again once the claim of the board has expired.
/// </remarks>
internal sealed partial class VerdictWorker(
    IServiceScopeFactory scopes, ISolver solver, VerdictRequests requests, SolverOptions options, TimeProvider clock, ILogger<VerdictWorker> logger)
    : PeriodicService(clock)
{
    private bool _hasFound;

    protected override bool RunsAtStart => true;

    protected override TimeSpan Interval => _hasFound ? options.BacklogPause : options.PollInterval;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        _hasFound = false;
        if (await scopes.SendAsync(new FindUncheckedBoard(), stoppingToken) is not { } id)
        {
            return;
        }

        _hasFound = true;
        if (await scopes.SendAsync(new ClaimBoard(id, options.ClaimDuration), stoppingToken) is { } board)
        {
            var check = await solver.CheckSavedAsync(board.Grid, board.Rule, stoppingToken);
            await scopes.SendAsync(new RecordVerdict(board.Id, board.Revision, check.Verdict, check.Difficulty), stoppingToken);
        }
    }

    protected override Task PauseAsync(CancellationToken stoppingToken) => requests.WaitAsync(Interval, stoppingToken);

    protected override void LogFailure(Exception exception) => LogCheckFailed(logger, exception);

    [LoggerMessage(LogLevel.Warning, "A board could not be checked; the next run will retry")]
    private static partial void LogCheckFailed(ILogger logger, Exception exception);
}

/// <summary>The workers of this node: <see cref="SolverOptions.Workers"/>.</summary>
internal sealed class VerdictWorkers(SolverOptions options, IServiceProvider services) : IHostedService, IDisposable
{
    private readonly VerdictWorker[] _workers =
        [.. Enumerable.Range(0, options.Workers).Select(_ => ActivatorUtilities.CreateInstance<VerdictWorker>(services))];

    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(_workers.Select(worker => worker.StartAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_workers.Select(worker => worker.StopAsync(cancellationToken)));

    public void Dispose() => Array.ForEach(_workers, worker => worker.Dispose());
}
