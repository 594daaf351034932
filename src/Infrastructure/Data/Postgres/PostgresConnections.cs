using Npgsql;

namespace Dots.Infrastructure.Data.Postgres;

public static class PostgresConnections
{
    /// <summary>Adds the settings that every connection of Dots needs, unless the operator has set them.</summary>
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
            // In seconds. Short, because a request waits while its connection is opened.
            builder.Timeout = 5;
        }

        return builder.ToString();
    }

    /// <summary>The name that distinguishes a site with this database from others: the database's name.</summary>
    public static string SiteOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;
}
