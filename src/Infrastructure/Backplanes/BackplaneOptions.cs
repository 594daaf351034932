using System.ComponentModel.DataAnnotations;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Backplanes;

/// <summary>How the nodes of a site notify each other of new events, and how they poll when they cannot.</summary>
public sealed class BackplaneOptions : IValidatableObject
{
    public BackplaneProvider Provider { get; set; }

    /// <summary>Redis: <c>host:port</c>, or a configuration string of StackExchange.Redis.</summary>
    public string Redis { get; set; } = "";

    /// <summary>Postgres: the connection string of the database.</summary>
    public string Postgres { get; internal set; } = "";

    /// <summary>
    /// Part of the channel's name, so that several sites may share a Redis server. Two sites with the same name only cause needless reads.
    /// </summary>
    public string Site { get; internal set; } = "dots";

    /// <summary>Whether other processes may write to the log.</summary>
    public bool IsShared { get; internal set; }

    /// <summary>The interval at which the log is polled while the backplane is not known to work.</summary>
    public TimeSpan PollInterval { get; internal set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The interval at which each node publishes a heartbeat, which it expects to receive itself.</summary>
    public TimeSpan HeartbeatInterval { get; internal set; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that has not received its own heartbeat for this long regards the backplane as broken, even if the connection is open.</summary>
    public TimeSpan HeartbeatTimeout { get; internal set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest delay between two attempts to connect.</summary>
    public TimeSpan MaxRetry { get; internal set; } = TimeSpan.FromSeconds(2);

    /// <summary>Derives settings from the database, including the default backplane.</summary>
    public void UseDatabase(DatabaseProvider provider, string connectionString)
    {
        IsShared = provider == DatabaseProvider.Postgres;
        Postgres = IsShared ? connectionString : "";
        Provider = IsShared ? BackplaneProvider.Postgres : BackplaneProvider.None;
        Site = DatabaseAddress.SiteOf(provider, connectionString);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == BackplaneProvider.Postgres && Postgres.Length == 0)
        {
            yield return new ValidationResult("must be one of None, Redis, not 'Postgres'", [nameof(Provider)]);
        }

        // Without the value, which may hold a password.
        if (Provider == BackplaneProvider.Redis && !RedisServer.IsValid(Redis))
        {
            yield return new ValidationResult("must name the Redis server, such as localhost:6379", [nameof(Redis)]);
        }
    }
}
