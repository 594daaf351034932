using Dots.Infrastructure.Events;
using Npgsql;
using NpgsqlTypes;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>
/// The end of a transaction that has events: the log's lock, the events and the commit, in one round trip.
/// </summary>
/// <remarks>
/// PostgreSQL gives an id out when a row is inserted, and shows it when the transaction commits, in whatever order transactions commit. A
/// reader that has seen 8 would never look for a 7 that becomes visible after it. So whoever inserts holds a lock from before the first id is
/// given out until the commit is visible. It is the last thing of a transaction, waits for nothing while it has the lock, and cannot be
/// kept from letting it go by a node that freezes or a network that is slow, because the commit is on its way already.
/// </remarks>
internal static class PostgresCommit
{
    private const string Lock = $"SELECT pg_advisory_xact_lock{PostgresLocks.OfLog}";

    private const string Insert =
        """
        INSERT INTO events (channel, type, payload, appended_at, hidden_from, undo)
        SELECT channel, type, payload, $6, hidden_from, undo
        FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS e (channel, type, payload, hidden_from, undo, place)
        ORDER BY place
        RETURNING id
        """;

    /// <returns>The id of the last event.</returns>
    /// <exception cref="NpgsqlException">Nothing was committed, or, if it is not the database that says so, nobody knows.</exception>
    public static async Task<long> RunAsync(
        NpgsqlTransaction transaction, IReadOnlyList<NewEvent> events, DateTimeOffset now, TimeSpan patience)
    {
        await using var batch = transaction.Connection!.CreateBatch();
        batch.Transaction = transaction;
        batch.Timeout = PostgresLocks.SecondsOf(patience);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Lock));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Insert)
        {
            Parameters =
            {
                Array(events, e => e.Channel, NpgsqlDbType.Text),
                Array(events, e => e.Type, NpgsqlDbType.Text),
                Array(events, e => e.Payload.ToArray(), NpgsqlDbType.Bytea),
                Array(events, e => e.HiddenFrom, NpgsqlDbType.Text),
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

        // To the end, for that is where the commit would fail.
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
