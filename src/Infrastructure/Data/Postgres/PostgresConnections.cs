using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

public static class PostgresConnections
{
    /// <summary>Adds what every connection of this product needs, where the operator has not decided otherwise.</summary>
    /// <exception cref="ArgumentException">Not a connection string for PostgreSQL.</exception>
    public static string Complete(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(builder.Host))
        {
            throw new ArgumentException("it names no Host.");
        }

        if (string.IsNullOrEmpty(builder.Database))
        {
            throw new ArgumentException("it names no Database.");
        }

        builder.ApplicationName ??= "Dots";
        if (!builder.ShouldSerialize("Timeout"))
        {
            // Seconds for a connection to be made: who asks waits for it.
            builder.Timeout = 5;
        }

        return builder.ToString();
    }

    /// <summary>What a site on this database is called where it must be told from others: the database's name.</summary>
    public static string SiteOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;
}
