namespace Dots.Infrastructure.Backplanes;

/// <summary>What tells the nodes of a site that the log has grown.</summary>
public enum BackplaneProvider
{
    /// <summary>Nothing outside of the process.</summary>
    None,

    /// <summary>LISTEN and NOTIFY of the database itself.</summary>
    Postgres,

    /// <summary>Publish and subscribe of a Redis server.</summary>
    Redis,
}
