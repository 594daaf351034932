using System.Data.Common;
using Dots.Application.Events;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Dots.Infrastructure.Data.Sqlite;

/// <inheritdoc cref="IEventPages"/>
internal sealed class SqliteEventPages : IEventPages
{
    /// <inheritdoc/>
    /// <remarks>
    /// SQLite merges the ranges row by row while they are read. A limit on a running total of the sizes would copy each page to temporary
    /// tables, and so double the CPU time.
    /// </remarks>
    public string Sql(IReadOnlyList<string> ranges, bool isDescending)
    {
        var selects = ranges.Select(range => $"SELECT {IEventPages.Columns} FROM events WHERE {range}");
        return $"{string.Join(" UNION ALL ", selects)} ORDER BY id {(isDescending ? "DESC" : "ASC")} LIMIT @events";
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Reads from the statement, because each getter of <see cref="SqliteDataReader"/> makes several further calls to SQLite, for example to find
    /// out whether the value is null, and each call locks the connection. That was half of a replay's CPU time.
    /// </remarks>
    public ServerEvent Read(DbDataReader reader)
    {
        var row = ((SqliteDataReader)reader).Handle!;
        return new ServerEvent(
            sqlite3_column_int64(row, 0),
            sqlite3_column_text(row, 1).utf8_to_string(),
            sqlite3_column_text(row, 2).utf8_to_string(),
            sqlite3_column_blob(row, 3).ToArray(),
            new DateTimeOffset(sqlite3_column_int64(row, 4), TimeSpan.Zero),
            sqlite3_column_type(row, 5) == SQLITE_NULL ? null : sqlite3_column_text(row, 5).utf8_to_string().Split(' '));
    }
}
