using Dots.Application.Common;
using Dots.Infrastructure.Events;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using static SQLitePCL.raw;

namespace Dots.Infrastructure.Data;

/// <inheritdoc cref="IWriteTransaction"/>
internal sealed class WriteTransaction(DotsDbContext db, EventAppender appender, WriteQueue queue, WakeUp wakeUp, IOptions<DatabaseOptions> options)
    : IWriteTransaction
{
    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(20);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is not null)
        {
            // A command sent by a command's handler is part of it.
            return await work();
        }

        try
        {
            return await RunInTurnAsync(work, cancellationToken);
        }
        catch (Exception exception) when (Refusal(exception) is { } refusal)
        {
            throw new OverloadedException(refusal, exception);
        }
    }

    private async Task<T> RunInTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var deadline = DateTime.UtcNow + options.Value.WritePatience;
        using var turn = await queue.WaitForTurnAsync(options.Value.WritePatience, cancellationToken)
            ?? throw new OverloadedException("Too many writes are waiting; try again.");
        await using var transaction = await BeginAsync(deadline, cancellationToken);

        appender.Begin();
        var result = await work();

        // From here on a caller who hangs up changes nothing: the commit may already be on its way to the disk.
        await transaction.CommitAsync(CancellationToken.None);
        wakeUp.Committed(appender.LastId);
        return result;
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

    private static string? Refusal(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode switch
        {
            SQLITE_BUSY or SQLITE_LOCKED => "The database is locked by another process; nothing was changed. Try again.",
            SQLITE_FULL => "The disk is full; nothing was changed.",
            SQLITE_IOERR or SQLITE_READONLY or SQLITE_CANTOPEN => "The database cannot be written to; nothing was changed.",
            _ => null,
        };
}
