using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>Creates the schema, and the first key that protects tokens. Nodes that start at the same time do so one after the other.</summary>
internal sealed class PostgresSetup(
    DotsDbContext db, NpgsqlDataSource database, SchemaLock schemaLock, IDataProtectionProvider protection, IOptions<DatabaseOptions> options)
    : IDatabaseSetup
{
    /// <summary>
    /// Lets the database notice within seconds that a client has died, even while it executes a statement (a second) or if the client's machine
    /// is gone (25 s). By default it would keep that client's locks until the statement ends, or for hours. Older versions lack some of the
    /// settings (postgresql.org/docs/current/runtime-config-connection.html).
    /// </summary>
    private const string DetectDeadClient =
        """
        SELECT set_config(name, value, false)
        FROM pg_settings JOIN (VALUES
            ('client_connection_check_interval', '1s'),
            ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')) AS wanted(name, value) USING (name)
        """;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await DetectDeadClientAsync(connection, cancellationToken);
        await schemaLock.AcquireAsync(() => TryLockAsync(connection, cancellationToken), cancellationToken);
        try
        {
            // Otherwise GetAppliedMigrationsAsync logs an error if the table is missing.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            if (await SchemaHistory.NeedsMigrationAsync(db.Database, cancellationToken))
            {
                await MigrateAsync(cancellationToken);
            }

            // Two nodes that each created a first key would reject each other's tokens until they reload the keys, hours later.
            protection.CreateProtector("Dots").Protect([]);
        }
        finally
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_unlock{PostgresLocks.OfSchema}";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_try_advisory_lock{PostgresLocks.OfSchema}";
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The settings last until the connection returns to the pool.</summary>
    private static async Task DetectDeadClientAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = DetectDeadClient;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException)
        {
            // The database's operating system does not support it.
        }
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(options.Value.MigrationTimeout);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await DetectDeadClientAsync((NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
