using Dots.Application.Common;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>
/// Advisory locks (postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS): locks on names that all writers agree on, whether or not a
/// row exists for them.
/// </summary>
/// <remarks>
/// The locks of Dots itself are pairs of 32-bit numbers and those of lock keys are 64-bit hashes, which are separate key spaces in PostgreSQL.
/// Two lock keys with the same hash may wait for each other, which is harmless.
/// </remarks>
internal static class PostgresLocks
{
    /// <summary>Held during migrations.</summary>
    public const string OfSchema = $"({Product}, 1)";

    /// <summary>Held from the insert of events to the commit, so that ids become visible in the order in which they are assigned.</summary>
    public const string OfLog = $"({Product}, 2)";

    private const string Product = "1148154995";

    /// <summary>
    /// The server ends a transaction that has been idle for this long, so that a node that freezes in the middle of one cannot block the
    /// others indefinitely.
    /// </summary>
    private const string IdleLimit = "SET LOCAL idle_in_transaction_session_timeout = '20s'";

    /// <summary>Acquires the locks of the keys in one round trip. They are released when the transaction ends.</summary>
    public static async Task AcquireAsync(
        NpgsqlTransaction transaction, IReadOnlyList<LockKey> keys, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = SecondsOf(timeout);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(IdleLimit));

        // Always in the same order, or two transactions could deadlock.
        foreach (var key in keys.OrderBy(key => key.Name, StringComparer.Ordinal))
        {
            var function = key.IsShared ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT {function}(hashtextextended($1, 0))")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = key.Name } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The timeout in whole seconds, as commands expect it; at least 1, because 0 means no limit.</summary>
    public static int SecondsOf(TimeSpan timeout) => Math.Max(1, (int)Math.Ceiling(timeout.TotalSeconds));
}
