namespace Dots.Infrastructure.Backplanes;

/// <summary>How the nodes of a site tell each other that the log has grown, and how they get on when they cannot.</summary>
public sealed class BackplaneOptions
{
    public BackplaneProvider Provider { get; set; }

    /// <summary>Redis: <c>host:port</c>, or a configuration string of StackExchange.Redis.</summary>
    public string Redis { get; set; } = "";

    /// <summary>Postgres: the database.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>
    /// Part of the channel's name, so that several sites may share a Redis. Should two have the same, they wake each other for nothing.
    /// </summary>
    public string Site { get; set; } = "dots";

    /// <summary>Whether other processes may write to the log.</summary>
    public bool IsShared { get; set; }

    /// <summary>While the backplane cannot be relied on, the log is read this often.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A node says this often that it is there, and hears itself say it.</summary>
    public TimeSpan Beat { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A node that has not heard itself for so long takes the backplane for broken, whatever the connection says.</summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest pause between two attempts to connect.</summary>
    public TimeSpan MaxRetry { get; set; } = TimeSpan.FromSeconds(2);
}
