using Dots.Application.Common;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Streaming;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using static SQLitePCL.raw;

namespace Dots.Infrastructure.Data.Sqlite;

/// <inheritdoc cref="IWriteTransaction"/>
/// <remarks>
/// SQLite has one writer. Whoever it is, it sees what all before it have committed, so there is nothing to do for a work's subjects.
/// </remarks>
internal sealed class SqliteWriteTransaction(
    DotsDbContext db,
    EventBroadcaster appender,
    WriteQueue queue,
    WakeUp wakeUp,
    IDatabaseFaults faults,
    TimeProvider clock,
    IOptions<DatabaseOptions> options)
    : IWriteTransaction
{
    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(20);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is not null)
        {
            // A command sent by a command's handler is part of it.
            return await work();
        }

        using var write = wakeUp.BeginWrite();
        try
        {
            return await RunInTurnAsync(work, write, cancellationToken);
        }
        catch (Exception exception) when (faults.Explain(exception) is { } refusal)
        {
            throw new OverloadedException(refusal, exception);
        }
    }

    private async Task<T> RunInTurnAsync<T>(Func<Task<T>> work, WakeUp.Write write, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + options.Value.WriteTimeout;
        using var turn = await queue.WaitForTurnAsync(options.Value.WriteTimeout, cancellationToken)
            ?? throw new OverloadedException("Too many writes are waiting; try again.");
        await using var transaction = await BeginAsync(deadline, cancellationToken);

        appender.Begin();
        var result = await work();

        // From here on a caller who hangs up changes nothing: the commit may already be on its way to the disk.
        var lastId = await AppendAsync(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        appender.Committed(lastId);
        write.Committed(lastId);
        return result;
    }

    private async Task<long> AppendAsync(IDbContextTransaction transaction)
    {
        long lastId = 0;
        foreach (var appended in appender.Pending)
        {
            lastId = await EventLog.AppendAsync(transaction.GetDbTransaction(), appended, clock.GetUtcNow(), CancellationToken.None);
        }

        return lastId;
    }

    private async Task<IDbContextTransaction> BeginAsync(DateTime deadline, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await db.Database.BeginTransactionAsync(cancellationToken);
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode is SQLITE_BUSY or SQLITE_LOCKED && DateTime.UtcNow < deadline)
            {
                // Another process holds the write lock. Only the writer whose turn it is asks for it again; the others wait in the queue.
                await Task.Delay(LockPollInterval, cancellationToken);
            }
        }
    }
}
