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

    /// <summary>Writes of one user that are prepared and run at the same time; further ones wait.</summary>
    [Range(1, 1024)]
    public int MaxWritesPerUser { get; set; } = 4;

    /// <summary>Writes of one user that may wait; further ones are refused with 503.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingWritesPerUser { get; set; } = 128;

    /// <summary>Writes of all users that are prepared and run at the same time.</summary>
    [Range(1, 1024)]
    public int MaxWrites { get; set; } = 64;

    /// <summary>Writes of all users that may wait, besides those that wait for others of the same user.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingWrites { get; set; } = 2000;

    /// <summary>How long a write may wait for its turn and the database's lock before it is refused with 503.</summary>
    public TimeSpan WriteTimeout { get; internal set; } = TimeSpan.FromSeconds(30);
}
