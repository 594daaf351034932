using System.Data;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <inheritdoc cref="IWriteTransaction"/>
/// <remarks>
/// Runs at the isolation level <i>read committed</i>: each statement sees everything that was committed before it. What must not change
/// between statements is protected by the lock keys, which are acquired before the first statement; unique indexes and revisions catch the
/// rest, and then the work is retried.
/// </remarks>
internal sealed class PostgresWriteTransaction(
    DotsDbContext db,
    PendingEvents pending,
    ICommitListener commits,
    IDatabaseFaults faults,
    TimeProvider clock,
    IOptions<DatabaseOptions> options)
    : IWriteTransaction
{
    private const int MaxAttempts = 6;
    private const int MaxRetryDelayMs = 20;

    public async Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is { } outer)
        {
            // A command sent by a command's handler is part of it.
            await AcquireAsync(outer, keys, cancellationToken);
            return await work();
        }

        using var write = commits.BeginWrite();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, keys, write, cancellationToken);
            }
            catch (Exception race) when (attempt < MaxAttempts && PostgresFaults.IsRace(race))
            {
                // What was read may have changed.
                db.ChangeTracker.Clear();

                // After a random delay, or the two would collide again.
                await Task.Delay(Random.Shared.Next(MaxRetryDelayMs * attempt), cancellationToken);
            }
            catch (Exception exception) when (exception is not OverloadedException && faults.Explain(exception) is { } refusal)
            {
                throw new OverloadedException(refusal, exception);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(
        Func<Task<T>> work, IReadOnlyList<LockKey> keys, IPendingWrite write, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await AcquireAsync(transaction, keys, cancellationToken);

        pending.Begin();
        var result = await work();

        // From here on cancellation is ignored: the commit may already be on its way to the disk.
        var lastId = await CommitAsync(transaction);
        pending.Committed(lastId);
        write.Committed(lastId);
        return result;
    }

    private Task AcquireAsync(IDbContextTransaction transaction, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken) =>
        keys.Count == 0
            ? Task.CompletedTask
            : PostgresLocks.AcquireAsync((NpgsqlTransaction)transaction.GetDbTransaction(), keys, options.Value.WriteTimeout, cancellationToken);

    private async Task<long> CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            if (pending.Events.Count > 0)
            {
                return await PostgresCommit.RunAsync(
                    (NpgsqlTransaction)transaction.GetDbTransaction(), pending.Events, clock.GetUtcNow(), options.Value.WriteTimeout);
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
