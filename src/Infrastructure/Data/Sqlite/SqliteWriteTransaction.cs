using Dots.Application.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using static SQLitePCL.raw;

namespace Dots.Infrastructure.Data.Sqlite;

/// <inheritdoc cref="IWriteTransaction"/>
/// <remarks>
/// Lock keys are ignored: SQLite has one writer at a time, which sees everything that was committed before it.
/// </remarks>
internal sealed class SqliteWriteTransaction(
    DotsDbContext db,
    PendingEvents pending,
    WriteQueue queue,
    ICommitListener commits,
    IDatabaseFaults faults,
    TimeProvider clock,
    IOptions<DatabaseOptions> options)
    : IWriteTransaction
{
    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(20);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is not null)
        {
            // A command that is sent by another command's handler runs in that command's transaction.
            return await work();
        }

        using var write = commits.BeginWrite();
        try
        {
            return await RunInTurnAsync(work, write, cancellationToken);
        }
        catch (Exception exception) when (faults.Explain(exception) is { } refusal)
        {
            throw new OverloadedException(refusal, exception);
        }
    }

    private async Task<T> RunInTurnAsync<T>(Func<Task<T>> work, IPendingWrite write, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + options.Value.WriteTimeout;
        using var turn = await queue.WaitForTurnAsync(options.Value.WriteTimeout, cancellationToken)
            ?? throw new OverloadedException("Too many writes are waiting; try again.");
        await using var transaction = await BeginAsync(deadline, cancellationToken);

        pending.Begin();
        var result = await work();

        // Cancellation is ignored from here on, because the outcome of an interrupted commit would be unknown.
        var lastId = await AppendAsync(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        pending.Committed(lastId);
        write.Committed(lastId);
        return result;
    }

    private async Task<long> AppendAsync(IDbContextTransaction transaction)
    {
        long lastId = 0;
        foreach (var newEvent in pending.Events)
        {
            lastId = await SqliteEventInsert.RunAsync(transaction.GetDbTransaction(), newEvent, clock.GetUtcNow(), CancellationToken.None);
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
                // Another process holds the write lock. Only the writer at the head of the queue polls for it.
                await Task.Delay(LockPollInterval, cancellationToken);
            }
        }
    }
}
