using System.Data.Common;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Events;

/// <summary>
/// Finds the events that are too many where the log is limited by its size. Each event's bytes are read from the database once, and then kept as sums
/// of some hundred events, so that neither a run nor the memory grows with the log. Not thread-safe.
/// </summary>
internal sealed class LogSize(DbDataSource database)
{
    private const int EventsInSum = 500;

    /// <summary>What an event takes besides its payload, in the table and its index.</summary>
    private const int BytesOfRow = 200;

    private readonly Queue<(long Through, long Bytes)> _sums = new();
    private long _bytes;
    private long _countedThrough;

    /// <summary>The newest event that exceeds the limit; 0 if none does. The newest events are never among them.</summary>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="oldest">The oldest event in the log: others may have been deleted by another node.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<long> ExcessThroughAsync(long maxBytes, long oldest, CancellationToken cancellationToken)
    {
        while (await CountAsync(cancellationToken))
        {
        }

        var through = 0L;
        while (_sums.Count > 1 && (_sums.Peek().Through < oldest || _bytes > maxBytes))
        {
            var sum = _sums.Dequeue();
            _bytes -= sum.Bytes;
            through = sum.Through;
        }

        return through;
    }

    private async Task<bool> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"""
            SELECT COUNT(*), MAX(id), SUM(size)
            FROM (
                SELECT id, LENGTH(payload) + COALESCE(LENGTH(undo), 0) + {BytesOfRow} AS size
                FROM events WHERE id > @after ORDER BY id LIMIT {EventsInSum}) AS newer
            """;
        command.Add("@after", _countedThrough);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var count = reader.GetInt64(0);
        if (count > 0)
        {
            (_countedThrough, var bytes) = (reader.GetInt64(1), Convert.ToInt64(reader.GetValue(2), System.Globalization.CultureInfo.InvariantCulture));
            _sums.Enqueue((_countedThrough, bytes));
            _bytes += bytes;
        }

        return count == EventsInSum;
    }
}
