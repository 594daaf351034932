using Dots.Application.Common;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>
/// Advisory locks (postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS): names that all writers agree to lock before they do
/// something, whether or not a row exists for it.
/// </summary>
/// <remarks>
/// The product's own locks are pairs of numbers and lock keys are hashes of one number, which PostgreSQL keeps apart. Two keys with the same
/// hash occasionally wait for each other, which does no harm.
/// </remarks>
internal static class PostgresLocks
{
    /// <summary>Held while migrating.</summary>
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
