using Dots.Infrastructure.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Events;

/// <summary>
/// Trims the log in the background, in small steps: each takes its turn among the writers, so a write waits for one step at the most.
/// </summary>
internal sealed partial class Retention(
    EventLog eventLog, WriteQueue queue, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Retention> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        do
        {
            try
            {
                await TrimAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogTrimFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TrimAsync(CancellationToken cancellationToken)
    {
        int trimmed;
        do
        {
            using var turn = await queue.WaitForTurnAsync(options.Value.Interval, cancellationToken);
            trimmed = turn is null ? 0 : await eventLog.TrimAsync(clock.GetUtcNow() - options.Value.Keep, options.Value.Step, cancellationToken);
        }
        while (trimmed > 0);
    }

    [LoggerMessage(LogLevel.Warning, "The event log could not be trimmed; trying again later")]
    private static partial void LogTrimFailed(ILogger logger, Exception exception);
}
