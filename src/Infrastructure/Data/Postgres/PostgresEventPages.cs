using System.Data.Common;
using Dots.Application.Events;

namespace Dots.Infrastructure.Data.Postgres;

/// <inheritdoc cref="IEventPages"/>
internal sealed class PostgresEventPages : IEventPages
{
    /// <inheritdoc/>
    /// <remarks>
    /// PostgreSQL sends the whole result even if the reader stops, so the query limits the bytes itself: by ids and sizes, for which the payloads
    /// are not read. A limited subquery for each range is one index scan; "channel IN (...) ORDER BY id" would sort the channels' whole history.
    /// </remarks>
    public string Sql(IReadOnlyList<string> ranges, bool isDescending)
    {
        var order = isDescending ? "DESC" : "ASC";
        var selects = ranges.Select(range =>
            $"(SELECT id AS page_id, LENGTH(payload) AS size FROM events WHERE {range} ORDER BY id {order} LIMIT @events)");
        return
            $"""
            SELECT {IEventPages.Columns}
            FROM (
                SELECT page_id, SUM(size) OVER (ORDER BY page_id {order}) - size AS preceding
                FROM (SELECT * FROM ({string.Join(" UNION ALL ", selects)}) AS candidates ORDER BY page_id {order} LIMIT @events) AS limited) AS page, events
            WHERE id = page_id AND preceding < @bytes
            ORDER BY id {order}
            """;
    }

    /// <inheritdoc/>
    public ServerEvent Read(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetFieldValue<byte[]>(3),
        new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero),
        reader.IsDBNull(5) ? null : reader.GetString(5).Split(' '));
}
