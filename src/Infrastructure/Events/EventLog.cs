using System.Data.Common;
using Dots.Application.Events;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Events;

/// <summary>
/// The ordered log of events: one table, whose ids are assigned in the order of the commits and never reused. Thread-safe.
/// </summary>
/// <remarks>
/// SQLite has one writer at a time and <c>AUTOINCREMENT</c>, so its ids become visible in increasing order. PostgreSQL assigns an id before
/// the commit, so <see cref="Data.Postgres.PostgresCommit"/> enforces that order.
/// </remarks>
internal sealed class EventLog(DbDataSource database) : IEventLog
{
    private const string Columns = "id, channel, type, payload, appended_at, hidden_from";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ServerEvent>> ReadAsync(
        IReadOnlyList<string> channels, long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();

        // A limited subquery for each channel is one index range scan; "channel IN (...) ORDER BY id" would sort the channels' whole history.
        var subqueries = channels.Select((_, i) =>
            $"SELECT * FROM (SELECT {Columns} FROM events WHERE channel = @channel{i} AND id > @after ORDER BY id LIMIT @limit) AS c{i}");
        command.CommandText = $"{string.Join(" UNION ALL ", subqueries)} ORDER BY id LIMIT @limit";
        for (var i = 0; i < channels.Count; i++)
        {
            command.Add($"@channel{i}", channels[i]);
        }

        command.Add("@after", after);
        command.Add("@limit", limit);
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>Events of all channels after the cursor, ascending.</summary>
    public async Task<IReadOnlyList<ServerEvent>> ReadAllChannelsAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM events WHERE id > @after ORDER BY id LIMIT @limit";
        command.Add("@after", after);
        command.Add("@limit", limit);
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>The newest events of a channel with an id of at most <paramref name="through"/>, ascending.</summary>
    public async Task<IReadOnlyList<ServerEvent>> ReadTailAsync(
        string channel, long through, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"SELECT {Columns} FROM events WHERE channel = @channel AND id <= @through ORDER BY id DESC LIMIT @limit";
        command.Add("@channel", channel);
        command.Add("@through", through);
        command.Add("@limit", limit);
        var events = await ReadAllAsync(command, cancellationToken);
        events.Reverse();
        return events;
    }

    /// <inheritdoc/>
    public async Task<LogBounds> GetBoundsAsync(CancellationToken cancellationToken)
    {
        // Two subqueries, because SQLite uses the index for MIN and MAX only if each is the only aggregate of its query.
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT (SELECT MIN(id) FROM events), (SELECT MAX(id) FROM events)";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.IsDBNull(0) ? default : new LogBounds(reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>
    /// Deletes the oldest events that were appended before <paramref name="cutOff"/>, at most <paramref name="limit"/> of them. The
    /// newest event of all is always kept, so that the log retains its last id.
    /// </summary>
    /// <returns>The number of deleted events.</returns>
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
        command.Add("@limit", limit);
        command.Add("@cutOff", cutOff.UtcTicks);
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
}
