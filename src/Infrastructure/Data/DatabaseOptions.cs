using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Data;

/// <summary>The kind of database, and how long writers wait for it.</summary>
public sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; }

    [Range(1, 86_400.0)]
    public double MigrationTimeoutSeconds { get; set; } = 600;

    /// <summary>How long a start waits for another server that is migrating the database before it fails.</summary>
    public TimeSpan MigrationTimeout => TimeSpan.FromSeconds(MigrationTimeoutSeconds);

    /// <summary>How long a write may wait for its turn and the database's lock before it is refused with 503.</summary>
    public TimeSpan WriteTimeout { get; internal set; } = TimeSpan.FromSeconds(30);
}
