namespace Dots.Infrastructure.Data;

/// <summary>The kind of database, and how long writers wait for it.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; }

    /// <summary>How long a write may wait for its turn and the database's lock before it is refused with 503.</summary>
    public TimeSpan WriteTimeout { get; internal set; } = TimeSpan.FromSeconds(30);
}
