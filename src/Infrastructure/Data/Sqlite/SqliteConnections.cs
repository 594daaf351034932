using Microsoft.Data.Sqlite;

namespace Dots.Infrastructure.Data.Sqlite;

public static class SqliteConnections
{
    /// <summary>Makes a relative file name absolute, and adds what every connection of this product needs.</summary>
    /// <exception cref="ArgumentException">Not a connection string for SQLite.</exception>
    public static string Complete(string connectionString, string root)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.DataSource.Length == 0)
        {
            throw new ArgumentException("it names no Data Source.");
        }

        builder.DataSource = System.IO.Path.Combine(root, builder.DataSource);

        // Seconds that one attempt on a locked database may hold a thread; a writer with a longer timeout retries, see SqliteWriteTransaction.
        builder.DefaultTimeout = 1;
        return builder.ToString();
    }

    /// <summary>What a site on this database is called where it must be told from others: the file's name.</summary>
    public static string SiteOf(string connectionString) =>
        System.IO.Path.GetFileNameWithoutExtension(new SqliteConnectionStringBuilder(connectionString).DataSource);
}
