namespace Dots.Infrastructure.Data;

/// <summary>The supported kinds of databases.</summary>
public enum DatabaseProvider
{
    /// <summary>A file, used by one process.</summary>
    Sqlite,

    /// <summary>A server, used by any number of processes.</summary>
    Postgres,
}
