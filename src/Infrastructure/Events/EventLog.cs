using System.Data.Common;
using Dots.Application.Events;

namespace Dots.Infrastructure.Events;

/// <summary>
/// The ordered log of events: one table, whose ids are given out in the order of the commits and never twice. Thread-safe.
/// </summary>
/// <remarks>
/// SQLite has one writer at a time and <c>AUTOINCREMENT</c>, so its ids become visible in increasing order without further ado. PostgreSQL
/// hands them out before the commit and must be made to: see <see cref="Data.Postgres.PostgresCommit"/>.
/// </remarks>
internal sealed class EventLog(DbDataSource database) : IEventLog
{
    private const string Columns = "id, channel, type, payload, appended_at, hidden_from";

    /// <summary>
    /// Appends within a transaction of SQLite. The event becomes visible, or not, with everything else in it.
    /// </summary>
    /// <returns>The event's id.</returns>
    public static async Task<long> AppendAsync(
        DbTransaction transaction, NewEvent appended, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            INSERT INTO events (channel, type, payload, appended_at, hidden_from, undo)
            VALUES (@channel, @type, @payload, @now, @hiddenFrom, @undo) RETURNING id
            """;
        Add(command, "@channel", appended.Channel);
        Add(command, "@type", appended.Type);
        Add(command, "@payload", appended.Payload.ToArray());
        Add(command, "@now", now.UtcTicks);
        Add(command, "@hiddenFrom", appended.HiddenFrom ?? (object)DBNull.Value);
        Add(command, "@undo", appended.Undo is { } undo ? undo.ToArray() : DBNull.Value);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServerEvent>> ReadAsync(
        IReadOnlyList<string> channels, long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();

        // A limited subquery for each channel walks the index once; "channel IN (...) ORDER BY id" would sort the channels' whole history.
        var subqueries = channels.Select((_, i) =>
            $"SELECT * FROM (SELECT {Columns} FROM events WHERE channel = @channel{i} AND id > @after ORDER BY id LIMIT @limit) AS c{i}");
        command.CommandText = $"{string.Join(" UNION ALL ", subqueries)} ORDER BY id LIMIT @limit";
        for (var i = 0; i < channels.Count; i++)
        {
            Add(command, $"@channel{i}", channels[i]);
        }

        Add(command, "@after", after);
        Add(command, "@limit", limit);
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>Events of all channels after the cursor, ascending.</summary>
    public async Task<IReadOnlyList<ServerEvent>> ReadAllChannelsAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM events WHERE id > @after ORDER BY id LIMIT @limit";
        Add(command, "@after", after);
        Add(command, "@limit", limit);
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>The newest events of a channel with an id of at most <paramref name="through"/>, ascending.</summary>
    public async Task<IReadOnlyList<ServerEvent>> ReadTailAsync(
        string channel, long through, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"SELECT {Columns} FROM events WHERE channel = @channel AND id <= @through ORDER BY id DESC LIMIT @limit";
        Add(command, "@channel", channel);
        Add(command, "@through", through);
        Add(command, "@limit", limit);
        var events = await ReadAllAsync(command, cancellationToken);
        events.Reverse();
        return events;
    }

    /// <inheritdoc/>
    public async Task<LogBounds> GetBoundsAsync(CancellationToken cancellationToken)
    {
        // Two subqueries, because SQLite looks up min and max in the index only when each is asked for alone.
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT (SELECT MIN(id) FROM events), (SELECT MAX(id) FROM events)";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.IsDBNull(0) ? default : new LogBounds(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>
    /// Deletes the oldest events that were appended before <paramref name="cutOff"/>, at most <paramref name="limit"/> of them. The
    /// newest event of all always stays, so that the log remembers where it was.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public async Task<int> TrimAsync(DateTimeOffset cutOff, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await TrimAsync(connection, null, cutOff, limit, cancellationToken);
    }

    /// <inheritdoc cref="TrimAsync(DateTimeOffset, int, CancellationToken)"/>
    public static Task<int> TrimAsync(DbTransaction transaction, DateTimeOffset cutOff, int limit, CancellationToken cancellationToken) =>
        TrimAsync(transaction.Connection!, transaction, cutOff, limit, cancellationToken);

    private static async Task<int> TrimAsync(
        DbConnection connection, DbTransaction? transaction, DateTimeOffset cutOff, int limit, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            """
            DELETE FROM events WHERE id <= (
                SELECT MAX(id) FROM (SELECT id, appended_at FROM events ORDER BY id LIMIT @limit) AS oldest WHERE appended_at < @cutOff)
            AND id < (SELECT MAX(id) FROM events)
            """;
        Add(command, "@limit", limit);
        Add(command, "@cutOff", cutOff.UtcTicks);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<ServerEvent>> ReadAllAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var events = new List<ServerEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(new ServerEvent(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetFieldValue<byte[]>(3),
                new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero),
                reader.IsDBNull(5) ? null : reader.GetString(5).Split(' ')));
        }

        return events;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
