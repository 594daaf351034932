using Dots.Application.Events;
using Npgsql;
using NpgsqlTypes;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>Commits a transaction with events: acquires the log's lock, inserts the events and commits, in one round trip.</summary>
/// <remarks>
/// PostgreSQL assigns an id when a row is inserted, but the row becomes visible when its transaction commits, and transactions may commit in
/// another order. A reader that has seen 8 would miss a 7 that becomes visible later. A writer therefore holds a lock from before its first id
/// is assigned until its commit is visible. The lock, the inserts and the commit are sent in one batch, so neither a frozen node nor a slow
/// network can delay the release of the lock.
/// </remarks>
internal static class PostgresCommit
{
    private const string Lock = $"SELECT pg_advisory_xact_lock{PostgresLocks.OfLog}";

    private static readonly string Insert =
        $"""
        INSERT INTO events (channel, type, payload, appended_at, hidden_from, undo)
        SELECT channel, type, payload, $7, {EventAudience.Sql("e.hidden_from", "e.activity")}, undo
        FROM unnest($1, $2, $3, $4, $5, $6) WITH ORDINALITY AS e (channel, type, payload, hidden_from, activity, undo, place)
        ORDER BY place
        RETURNING id
        """;

    /// <returns>The id of the last event.</returns>
    /// <exception cref="NpgsqlException">
    /// Nothing was committed if the database reported the error; if the connection was lost, the outcome is unknown.
    /// </exception>
    public static async Task<long> RunAsync(
        NpgsqlTransaction transaction, IReadOnlyList<NewEvent> events, DateTimeOffset now, TimeSpan timeout)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = PostgresLocks.SecondsOf(timeout);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                Array(events, e => e.Channel, NpgsqlDbType.Text),
                Array(events, e => e.Type, NpgsqlDbType.Text),
                Array(events, e => e.Payload.ToArray(), NpgsqlDbType.Bytea),
                Array(events, e => e.HiddenFrom, NpgsqlDbType.Text),
                Array(events, e => Channels.ActivityOf(e.Channel), NpgsqlDbType.Uuid),
                Array(events, e => e.Undo?.ToArray(), NpgsqlDbType.Bytea),
                new NpgsqlParameter<long> { TypedValue = now.UtcTicks },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));

        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        await reader.NextResultAsync(CancellationToken.None);
        long lastId = 0;
        while (await reader.ReadAsync(CancellationToken.None))
        {
            lastId = reader.GetInt64(0);
        }

        // Read to the end, because an error of the commit is only reported with its own result.
        while (await reader.NextResultAsync(CancellationToken.None))
        {
        }

        return lastId;
    }

    private static NpgsqlParameter Array<T>(IReadOnlyList<NewEvent> events, Func<NewEvent, T> column, NpgsqlDbType type)
    {
        var values = new T[events.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = column(events[i]);
        }

        return new NpgsqlParameter { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
