using System.ComponentModel.DataAnnotations;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Backplanes;

/// <summary>How the nodes of a site tell each other that the log has grown, and how they get on when they cannot.</summary>
public sealed class BackplaneOptions : IValidatableObject
{
    public BackplaneProvider Provider { get; set; }

    /// <summary>Redis: <c>host:port</c>, or a configuration string of StackExchange.Redis.</summary>
    public string Redis { get; set; } = "";

    /// <summary>Postgres: the database.</summary>
    public string Postgres { get; internal set; } = "";

    /// <summary>
    /// Part of the channel's name, so that several sites may share a Redis. Should two have the same, they wake each other for nothing.
    /// </summary>
    public string Site { get; internal set; } = "dots";

    /// <summary>Whether other processes may write to the log.</summary>
    public bool IsShared { get; internal set; }

    /// <summary>While the backplane cannot be relied on, the log is read this often.</summary>
    public TimeSpan PollInterval { get; internal set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A node says this often that it is there, and hears itself say it.</summary>
    public TimeSpan HeartbeatInterval { get; internal set; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that has not heard itself for so long takes the backplane for broken, whatever the connection says.</summary>
    public TimeSpan HeartbeatTimeout { get; internal set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest pause between two attempts to connect.</summary>
    public TimeSpan MaxRetry { get; internal set; } = TimeSpan.FromSeconds(2);

    /// <summary>Sets what follows from the database whose log the nodes share, and the backplane that is the default there.</summary>
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
