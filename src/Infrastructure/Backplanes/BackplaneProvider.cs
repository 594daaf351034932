namespace Dots.Infrastructure.Backplanes;

/// <summary>What notifies the nodes of a site of new events.</summary>
public enum BackplaneProvider
{
    /// <summary>No backplane: events of other processes are found by polling.</summary>
    None,

    /// <summary>LISTEN and NOTIFY of the database.</summary>
    Postgres,

    /// <summary>Pub/sub of a Redis server.</summary>
    Redis,
}
