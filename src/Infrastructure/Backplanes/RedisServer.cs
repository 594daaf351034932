using StackExchange.Redis;

namespace Dots.Infrastructure.Backplanes;

/// <summary>The address of a Redis server: <c>host:port</c>, or a configuration string of StackExchange.Redis.</summary>
internal static class RedisServer
{
    /// <summary>Whether it names a server. Does not connect.</summary>
    public static bool IsValid(string configuration)
    {
        try
        {
            return ConfigurationOptions.Parse(configuration).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
