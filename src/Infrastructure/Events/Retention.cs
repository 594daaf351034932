using System.Data.Common;
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
    IServiceScopeFactory scopes,
    EventLog eventLog,
    DbDataSource database,
    IOptions<RetentionOptions> options,
    TimeProvider clock,
    ILogger<Retention> logger)
    : PeriodicService(clock)
{
    // So that only one node trims at a time.
    private static readonly LockKey[] LockKeys = [new("retention")];

    private readonly TimeProvider _clock = clock;
    private readonly LogSize _size = new(database);
    private long _excessThrough;
    private long _readsDeletedThrough;

    protected override TimeSpan Interval => options.Value.Interval;

    protected override bool RunsAtStart => true;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        var oldest = (await eventLog.GetBoundsAsync(stoppingToken)).Oldest;
        _excessThrough = Math.Max(_excessThrough, await _size.ExcessThroughAsync(options.Value.MaxBytes, oldest, stoppingToken));
        while (await TrimAsync(stoppingToken) > 0)
        {
        }

        while (await DeleteReadsAsync(stoppingToken))
        {
        }
    }

    protected override void LogFailure(Exception exception) => LogTrimFailed(logger, exception);

    private Task<int> TrimAsync(CancellationToken cancellationToken) => RunInTransactionAsync(
        transaction => EventLog.TrimAsync(transaction, _clock.GetUtcNow() - options.Value.Keep, _excessThrough, options.Value.Step, cancellationToken),
        cancellationToken);

    private async Task<bool> DeleteReadsAsync(CancellationToken cancellationToken)
    {
        var (through, hasReads) = await eventLog.FindReadsAsync(
            _readsDeletedThrough, _clock.GetUtcNow() - options.Value.KeepReads, options.Value.Step, cancellationToken);
        if (through is not { } last)
        {
            return false;
        }

        if (hasReads)
        {
            await RunInTransactionAsync(
                async transaction =>
                {
                    await EventLog.DeleteReadsAsync(transaction, _readsDeletedThrough, last, cancellationToken);
                    return 0;
                },
                cancellationToken);
        }

        _readsDeletedThrough = last;
        return true;
    }

    private async Task<int> RunInTransactionAsync(Func<DbTransaction, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        return await scope.ServiceProvider.GetRequiredService<IWriteTransaction>().RunAsync(
            () => work(db.Database.CurrentTransaction!.GetDbTransaction()), LockKeys, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The event log could not be trimmed; the next run will retry")]
    private static partial void LogTrimFailed(ILogger logger, Exception exception);
}
