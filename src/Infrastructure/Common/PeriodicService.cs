using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Common;

/// <summary>
/// Work that a node repeats until it stops. A run that fails with any exception is logged, and the next run follows: it ends neither the loop
/// nor, as a failed <see cref="BackgroundService"/> does by default, the host. That includes an <see cref="OperationCanceledException"/> that is
/// unrelated to the service's stopping, such as the timeout of a database command.
/// </summary>
internal abstract class PeriodicService(TimeProvider clock) : BackgroundService
{
    /// <summary>From the end of a run to the beginning of the next, so that runs never overlap.</summary>
    protected abstract TimeSpan Interval { get; }

    /// <summary>Whether the first run begins immediately instead of after an <see cref="Interval"/>.</summary>
    protected virtual bool RunsAtStart => false;

    /// <param name="stoppingToken">Ends the run when the service stops.</param>
    protected abstract Task RunAsync(CancellationToken stoppingToken);

    /// <summary>Waits for the next run.</summary>
    protected virtual Task PauseAsync(CancellationToken stoppingToken) => Task.Delay(Interval, clock, stoppingToken);

    /// <summary>Called once for each run that fails.</summary>
    protected abstract void LogFailure(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RepeatAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped. If it escaped while the host goes on, the host would take it for a failure and stop, too.
        }
    }

    private async Task RepeatAsync(CancellationToken stoppingToken)
    {
        if (!RunsAtStart)
        {
            await PauseAsync(stoppingToken);
        }

        while (true)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogFailure(exception);
            }

            await PauseAsync(stoppingToken);
        }
    }
}
