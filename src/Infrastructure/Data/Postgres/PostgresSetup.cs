using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>Creates the schema, and the first key that protects tokens. Nodes that start at the same time do so one after the other.</summary>
internal sealed class PostgresSetup(DotsDbContext db, NpgsqlDataSource database, IDataProtectionProvider protection) : IDatabaseSetup
{
    /// <summary>In seconds: how long a node waits for another node's migration.</summary>
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
            // MigrateAsync creates the table too, but first logs an error because it is missing.
            await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);

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
}
