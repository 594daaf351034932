using Dots.Application.Common;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>
/// Advisory locks (postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS): names that everybody agrees to lock before doing
/// something, whether or not there is a row for it.
/// </summary>
/// <remarks>
/// Those of the whole product have pairs of numbers, and those of subjects hashes of one number, which are different things to PostgreSQL.
/// Two subjects with the same hash would wait for each other now and then, which does no harm.
/// </remarks>
internal static class PostgresLocks
{
    /// <summary>Held by who migrates.</summary>
    public const string OfSchema = $"({Product}, 1)";

    /// <summary>Held by who appends to the log, until the commit: ids become visible in the order in which they are given out.</summary>
    public const string OfLog = $"({Product}, 2)";

    private const string Product = "1148154995";

    /// <summary>
    /// A transaction that is in the middle of its work, with its node silent, is ended after so long: a frozen node must not stop all others.
    /// </summary>
    private const string IdleLimit = "SET LOCAL idle_in_transaction_session_timeout = '20s'";

    /// <summary>Waits until nobody else changes the subjects, in one round trip. They are let go with the transaction.</summary>
    public static async Task TakeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<LockKey> subjects, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = SecondsOf(patience);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(IdleLimit));

        // All take them in the same order, or two could each wait for what the other has.
        foreach (var subject in subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal))
        {
            var function = subject.IsShared ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT {function}(hashtextextended($1, 0))")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = subject.Name } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>As commands take their time limit: whole seconds, of which 0 would be no limit.</summary>
    public static int SecondsOf(TimeSpan patience) => Math.Max(1, (int)Math.Ceiling(patience.TotalSeconds));
}
