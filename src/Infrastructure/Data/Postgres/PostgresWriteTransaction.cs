using System.Data;
using Dots.Application.Common;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Streaming;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <inheritdoc cref="IWriteTransaction"/>
/// <remarks>
/// At the isolation level <i>read committed</i>: each statement sees all that was committed before it. What must not change between
/// statements is held by the locks of the work's subjects, taken before its first statement; the rest is caught by unique indexes and
/// revisions, and the work begins anew.
/// </remarks>
internal sealed class PostgresWriteTransaction(
    DotsDbContext db,
    EventBroadcaster appender,
    WakeUp wakeUp,
    IDatabaseFaults faults,
    TimeProvider clock,
    IOptions<DatabaseOptions> options)
    : IWriteTransaction
{
    private const int MaxAttempts = 6;
    private const int LongestPause = 20;

    public async Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is { } outer)
        {
            // A command sent by a command's handler is part of it.
            await TakeAsync(outer, subjects, cancellationToken);
            return await work();
        }

        using var write = wakeUp.BeginWrite();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, subjects, write, cancellationToken);
            }
            catch (Exception race) when (attempt < MaxAttempts && PostgresFaults.IsRace(race))
            {
                // What has been read is no longer so.
                db.ChangeTracker.Clear();

                // Not at once and not at the same time as the other, or both would meet again.
                await Task.Delay(Random.Shared.Next(LongestPause * attempt), cancellationToken);
            }
            catch (Exception exception) when (exception is not OverloadedException && faults.Explain(exception) is { } refusal)
            {
                throw new OverloadedException(refusal, exception);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(
        Func<Task<T>> work, IReadOnlyList<LockKey> subjects, WakeUp.Write write, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await TakeAsync(transaction, subjects, cancellationToken);

        appender.Begin();
        var result = await work();

        // From here on a caller who hangs up changes nothing: the commit may already be on its way to the disk.
        var lastId = await CommitAsync(transaction);
        appender.Committed(lastId);
        write.Committed(lastId);
        return result;
    }

    private Task TakeAsync(IDbContextTransaction transaction, IReadOnlyList<LockKey> subjects, CancellationToken cancellationToken) =>
        subjects.Count == 0
            ? Task.CompletedTask
            : PostgresLocks.TakeAsync((NpgsqlTransaction)transaction.GetDbTransaction(), subjects, options.Value.WriteTimeout, cancellationToken);

    private async Task<long> CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            if (appender.Pending.Count > 0)
            {
                return await PostgresCommit.RunAsync(
                    (NpgsqlTransaction)transaction.GetDbTransaction(), appender.Pending, clock.GetUtcNow(), options.Value.WriteTimeout);
            }

            await transaction.CommitAsync(CancellationToken.None);
            return 0;
        }
        catch (NpgsqlException exception) when (!PostgresFaults.IsRollback(exception))
        {
            throw new OverloadedException(
                "The connection to the database broke at the end; it may have been saved or not. Look before you try again.", exception);
        }
    }
}
