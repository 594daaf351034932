namespace Dots.Infrastructure.Data;

/// <summary>The kinds of databases that Dots can keep its data in.</summary>
public enum DatabaseProvider
{
    /// <summary>A file, for one process.</summary>
    Sqlite,

    /// <summary>A server, for any number of them.</summary>
    Postgres,
}
