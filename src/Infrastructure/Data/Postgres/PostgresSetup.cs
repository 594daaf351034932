using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>Makes the schema, and the first key that protects tokens. Nodes that start at the same time do it one after the other.</summary>
internal sealed class PostgresSetup(DotsDbContext db, NpgsqlDataSource database, IDataProtectionProvider protection) : IDatabaseSetup
{
    /// <summary>Seconds that a node waits for another that migrates.</summary>
    private const int Timeout = 600;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT pg_advisory_lock{PostgresLocks.OfSchema}";
            command.CommandTimeout = Timeout;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        try
        {
            // Migrating makes it too, but finds out that it is not there by an error in the log.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);

            // Two nodes that each made a first key would not take each other's tokens until they look for keys again, hours later.
            protection.CreateProtector("Dots").Protect([]);
        }
        finally
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_unlock{PostgresLocks.OfSchema}";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
