using Dots.Infrastructure.Data.Postgres;
using Dots.Infrastructure.Data.Sqlite;

namespace Dots.Infrastructure.Data;

public static class DatabaseAddress
{
    /// <summary>Completes an operator's connection string with the settings that every connection of Dots needs.</summary>
    /// <param name="provider">The kind of database.</param>
    /// <param name="connectionString">As the operator wrote it.</param>
    /// <param name="root">The folder that relative file names are resolved against.</param>
    /// <exception cref="ArgumentException">Not a connection string for this provider.</exception>
    public static string Complete(DatabaseProvider provider, string connectionString, string root) => provider switch
    {
        DatabaseProvider.Postgres => PostgresConnections.Complete(connectionString),
        _ => SqliteConnections.Complete(connectionString, root),
    };

    /// <summary>The name that distinguishes a site with this database from others, such as on a shared Redis server.</summary>
    /// <param name="provider">The kind of database.</param>
    /// <param name="connectionString">As returned by <see cref="Complete"/>.</param>
    public static string SiteOf(DatabaseProvider provider, string connectionString) => provider switch
    {
        DatabaseProvider.Postgres => PostgresConnections.SiteOf(connectionString),
        _ => SqliteConnections.SiteOf(connectionString),
    };
}
