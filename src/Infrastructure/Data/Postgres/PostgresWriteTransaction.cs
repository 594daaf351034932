using System.Data;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <inheritdoc cref="IWriteTransaction"/>
/// <remarks>
/// Runs at the isolation level <i>read committed</i>: each statement sees everything that was committed before it. Lock keys, which are acquired
/// before the first statement, protect data that must not change between statements. Unique indexes and revisions detect all other conflicts, after
/// which the work is retried.
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
            // A command that is sent by another command's handler runs in that command's transaction.
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
                // Tracked entities may be outdated.
                db.ChangeTracker.Clear();

                // Random, so that the same transactions do not collide again.
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

        // Cancellation is ignored from here on, because the outcome of an interrupted commit would be unknown.
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
