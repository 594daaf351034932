using Dots.Application.Common;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Events;

/// <summary>
/// Trims the log in the background, in small steps. Each step is a write transaction of its own, so that other writes wait for one step at
/// most.
/// </summary>
internal sealed partial class Retention(
    IServiceScopeFactory scopes, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Retention> logger)
    : PeriodicService(clock)
{
    // So that only one node trims at a time.
    private static readonly LockKey[] LockKeys = [new("retention")];

    private readonly TimeProvider _clock = clock;

    protected override TimeSpan Interval => options.Value.Interval;

    protected override bool RunsAtStart => true;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        while (await TrimAsync(stoppingToken) > 0)
        {
        }
    }

    protected override void LogFailure(Exception exception) => LogTrimFailed(logger, exception);

    private async Task<int> TrimAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        return await scope.ServiceProvider.GetRequiredService<IWriteTransaction>().RunAsync(
            () => EventLog.TrimAsync(
                db.Database.CurrentTransaction!.GetDbTransaction(), _clock.GetUtcNow() - options.Value.Keep, options.Value.Step, cancellationToken),
            LockKeys,
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The event log could not be trimmed; the next run will retry")]
    private static partial void LogTrimFailed(ILogger logger, Exception exception);
}
