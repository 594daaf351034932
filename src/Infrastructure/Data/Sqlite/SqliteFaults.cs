using Dots.Application.Common;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Dots.Infrastructure.Data.Sqlite;

/// <inheritdoc cref="IDatabaseFaults"/>
internal sealed class SqliteFaults : IDatabaseFaults
{
    /// <inheritdoc/>
    public string? Explain(Exception exception) =>
        (exception as SqliteException ?? exception.InnerException as SqliteException)?.SqliteErrorCode switch
        {
            SQLITE_BUSY or SQLITE_LOCKED => "The database is locked by another process; nothing was changed. Try again.",
            SQLITE_FULL => "The disk is full; nothing was changed.",
            SQLITE_IOERR or SQLITE_READONLY or SQLITE_CANTOPEN => "The database cannot be written to; nothing was changed.",
            _ => null,
        };

    /// <inheritdoc/>
    public bool PreventsWrites(Exception exception) => Explain(exception) is not null;
}
