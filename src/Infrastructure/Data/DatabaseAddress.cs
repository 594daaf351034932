using Dots.Infrastructure.Data.Postgres;
using Dots.Infrastructure.Data.Sqlite;

namespace Dots.Infrastructure.Data;

public static class DatabaseAddress
{
    /// <summary>Adds to an operator's connection string what every connection of this product needs.</summary>
    /// <param name="provider">What it is for.</param>
    /// <param name="connectionString">As the operator wrote it.</param>
    /// <param name="root">The folder that relative file names start from.</param>
    /// <exception cref="ArgumentException">Not a connection string for this provider.</exception>
    public static string Complete(DatabaseProvider provider, string connectionString, string root) => provider switch
    {
        DatabaseProvider.Postgres => PostgresConnections.Complete(connectionString),
        _ => SqliteConnections.Complete(connectionString, root),
    };

    /// <summary>What a site on this database is called where it must be told from others.</summary>
    /// <param name="provider">The kind of database.</param>
    /// <param name="connectionString">As <see cref="Complete"/> gives it.</param>
    public static string SiteOf(DatabaseProvider provider, string connectionString) => provider switch
    {
        DatabaseProvider.Postgres => PostgresConnections.SiteOf(connectionString),
        _ => SqliteConnections.SiteOf(connectionString),
    };
}
