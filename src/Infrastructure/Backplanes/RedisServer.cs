using StackExchange.Redis;

namespace Dots.Infrastructure.Backplanes;

/// <summary>Where a Redis server is: <c>host:port</c>, or a configuration string of StackExchange.Redis.</summary>
public static class RedisServer
{
    /// <summary>Checks it without connecting.</summary>
    /// <exception cref="ArgumentException">It names no server, or says something that is not understood.</exception>
    public static string Check(string configuration) =>
        ConfigurationOptions.Parse(configuration).EndPoints.Count > 0 ? configuration : throw new ArgumentException("It names no server.");
}
