using Microsoft.Data.Sqlite;

namespace Dots.Infrastructure.Data.Sqlite;

public static class SqliteConnections
{
    /// <summary>Resolves a relative file name, and adds the settings that every connection of Dots needs.</summary>
    /// <exception cref="ArgumentException">Not a connection string for SQLite.</exception>
    public static string Complete(string connectionString, string root)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.DataSource.Length == 0)
        {
            throw new ArgumentException("it names no Data Source.");
        }

        builder.DataSource = System.IO.Path.Combine(root, builder.DataSource);

        // In seconds: how long one attempt on a locked database may block a thread. SqliteWriteTransaction retries until its own timeout.
        builder.DefaultTimeout = 1;
        return builder.ToString();
    }

    /// <summary>The name that distinguishes a site with this database from others: the file's name.</summary>
    public static string SiteOf(string connectionString) =>
        System.IO.Path.GetFileNameWithoutExtension(new SqliteConnectionStringBuilder(connectionString).DataSource);
}
