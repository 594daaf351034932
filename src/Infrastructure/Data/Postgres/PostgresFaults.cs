using System.Net.Sockets;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Npgsql.PostgresErrorCodes;

namespace Dots.Infrastructure.Data.Postgres;

/// <inheritdoc cref="IDatabaseFaults"/>
internal sealed class PostgresFaults : IDatabaseFaults
{
    // idle_in_transaction_session_timeout, for which Npgsql has no constant.
    private const string IdleInTransaction = "25P03";

    /// <summary>
    /// Whether a transaction failed because of a concurrent one, so that a retry sees the other's changes: a serialization failure or deadlock
    /// (<c>40001</c>, <c>40P01</c>), a row that the other has inserted or deleted first (<c>23505</c>, <c>23503</c>), or one whose revision it
    /// has changed.
    /// </summary>
    public static bool IsRace(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || ErrorIn(exception) is PostgresException
        {
            SqlState: SerializationFailure or DeadlockDetected or UniqueViolation or ForeignKeyViolation,
        };

    /// <summary>Whether the database has reported that it did not commit. If the connection was lost, the outcome is unknown.</summary>
    public static bool IsRollback(Exception exception) =>
        ErrorIn(exception) is PostgresException { Severity: "ERROR" } or PostgresException { SqlState: IdleInTransaction };

    /// <inheritdoc/>
    public string? Explain(Exception exception) => ErrorIn(exception) switch
    {
        PostgresException error => error.SqlState switch
        {
            DiskFull => "The disk is full; nothing was changed.",
            ReadOnlySqlTransaction => "The database cannot be written to; nothing was changed.",
            SerializationFailure or DeadlockDetected or LockNotAvailable or QueryCanceled =>
                "Too many requests are changing the same data; nothing was changed. Try again.",
            TooManyConnections or ConfigurationLimitExceeded or OutOfMemory or InsufficientResources =>
                "The database is overloaded; nothing was changed. Try again.",
            CannotConnectNow or AdminShutdown or CrashShutdown or SystemError or IoError or IdleInTransaction =>
                "The database cannot be reached; nothing was changed. Try again.",
            ['0', '8', ..] => "The database cannot be reached; nothing was changed. Try again.",
            _ => null,
        },
        { InnerException: TimeoutException } => "The database took too long; nothing was changed. Try again.",
        { InnerException: System.IO.IOException or SocketException } => "The database cannot be reached; nothing was changed. Try again.",
        { IsTransient: true } => "The database cannot be reached; nothing was changed. Try again.",
        _ => null,
    };

    /// <inheritdoc/>
    public bool PreventsWrites(Exception exception) =>
        ErrorIn(exception) is PostgresException { SqlState: DiskFull or ReadOnlySqlTransaction or SystemError or IoError };

    // Entity Framework wraps database errors, in a DbUpdateException or in one that suggests a retry strategy.
    private static NpgsqlException? ErrorIn(Exception? exception)
    {
        while (exception is not (null or NpgsqlException))
        {
            exception = exception.InnerException;
        }

        return (NpgsqlException?)exception;
    }
}
