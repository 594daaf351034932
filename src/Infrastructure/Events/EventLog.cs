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
internal sealed class EventLog(DbDataSource database, IEventPages pages) : IEventLog
{
    private static readonly string IsRead = $"type IN ({string.Join(", ", ActivityMessages.NamesOfReads.Select(name => $"'{name}'"))})";

    /// <inheritdoc/>
    public Task<LogPage> ReadAsync(IReadOnlyList<string> channels, long after, PageLimit limit, CancellationToken cancellationToken) => ReadPageAsync(
        [.. channels.Select((_, i) => $"channel = @channel{i} AND id > @after")],
        isDescending: false,
        limit,
        command =>
        {
            for (var i = 0; i < channels.Count; i++)
            {
                command.Add($"@channel{i}", channels[i]);
            }

            command.Add("@after", after);
        },
        cancellationToken);

    /// <summary>Events of all channels after the cursor.</summary>
    public Task<LogPage> ReadAllChannelsAsync(long after, PageLimit limit, CancellationToken cancellationToken) =>
        ReadPageAsync(["id > @after"], isDescending: false, limit, command => command.Add("@after", after), cancellationToken);

    /// <summary>The newest events of a channel with an id of at most <paramref name="through"/>.</summary>
    public async Task<LogPage> ReadTailAsync(string channel, long through, PageLimit limit, CancellationToken cancellationToken)
    {
        var page = await ReadPageAsync(
            ["channel = @channel AND id <= @through"],
            isDescending: true,
            limit,
            command =>
            {
                command.Add("@channel", channel);
                command.Add("@through", through);
            },
            cancellationToken);
        return page with { Events = [.. page.Events.Reverse()] };
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
    /// Deletes the oldest events that were appended before <paramref name="cutOff"/> or have an id of at most <paramref name="through"/>. The
    /// newest event of all is always kept, so that the log retains its last id.
    /// </summary>
    /// <param name="transaction">In which they are deleted.</param>
    /// <param name="cutOff">A time.</param>
    /// <param name="through">An id, or 0.</param>
    /// <param name="limit">The maximum number of deleted events.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>The number of deleted events.</returns>
    public static async Task<int> TrimAsync(
        DbTransaction transaction, DateTimeOffset cutOff, long through, int limit, CancellationToken cancellationToken)
    {
        await using var command = CreateCommand(transaction);
        command.CommandText =
            """
            DELETE FROM events WHERE id <= (
                SELECT MAX(id) FROM (SELECT id, appended_at FROM events ORDER BY id LIMIT @limit) AS oldest WHERE appended_at < @cutOff OR id <= @through)
            AND id < (SELECT MAX(id) FROM events)
            """;
        command.Add("@limit", limit);
        command.Add("@cutOff", cutOff.UtcTicks);
        command.Add("@through", through);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Deletes the oldest events that were appended before a time, in a transaction of its own.</summary>
    public async Task<int> TrimAsync(DateTimeOffset cutOff, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var trimmed = await TrimAsync(transaction, cutOff, through: 0, limit, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return trimmed;
    }

    /// <summary>Deletes the messages about reads in a range of ids, except for the newest event of all.</summary>
    public static async Task DeleteReadsAsync(DbTransaction transaction, long after, long through, CancellationToken cancellationToken)
    {
        await using var command = CreateCommand(transaction);
        command.CommandText =
            $"DELETE FROM events WHERE id > @after AND id <= @through AND {IsRead} AND id < (SELECT MAX(id) FROM events)";
        command.Add("@after", after);
        command.Add("@through", through);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The next events that were appended before a time: the last one's id, or null if there is none, and whether any is about a read.</summary>
    public async Task<(long? Through, bool HasReads)> FindReadsAsync(long after, DateTimeOffset cutOff, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"""
            SELECT MAX(id), COUNT(CASE WHEN {IsRead} THEN 1 END)
            FROM (SELECT id, type, appended_at FROM events WHERE id > @after ORDER BY id LIMIT @limit) AS newer
            WHERE appended_at < @cutOff
            """;
        command.Add("@after", after);
        command.Add("@limit", limit);
        command.Add("@cutOff", cutOff.UtcTicks);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.IsDBNull(0) ? (null, false) : (reader.GetInt64(0), reader.GetInt64(1) > 0);
    }

    private static DbCommand CreateCommand(DbTransaction transaction)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        return command;
    }

    /// <param name="conditions">For <see cref="IEventPages.Sql"/>.</param>
    /// <param name="isDescending">Whether the newest events come first.</param>
    /// <param name="limit">How many of them are read.</param>
    /// <param name="addParameters">Adds the parameters of <paramref name="conditions"/>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    private async Task<LogPage> ReadPageAsync(
        IReadOnlyList<string> conditions, bool isDescending, PageLimit limit, Action<DbCommand> addParameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = pages.Sql(conditions, isDescending);
        addParameters(command);
        command.Add("@events", limit.Events);
        command.Add("@bytes", limit.Bytes);

        var events = new List<ServerEvent>();
        long bytes = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (bytes < limit.Bytes && await reader.ReadAsync(cancellationToken))
        {
            var read = pages.Read(reader);
            bytes += read.Payload.Length;
            events.Add(read);
        }

        return new LogPage(events, events.Count < limit.Events && bytes < limit.Bytes);
    }
}
