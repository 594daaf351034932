namespace Dots.Application.Common;

/// <summary>Parses, compares, hashes and serialises large JSON at a low priority. For small JSON, changing the thread would cost more than the work.</summary>
public static class LargeJson
{
    /// <summary>In bytes. Below this size the work takes about a millisecond, like any other short request.</summary>
    public const int MinBytes = 64 * 1024;

    /// <param name="lowPriority">Where the work is done if the JSON is large.</param>
    /// <param name="bytes">The size of all JSON that the work is about.</param>
    /// <param name="compute">Does not await anything, and does not use the database.</param>
    public static Task<T> ComputeAsync<T>(this ILowPriorityWork lowPriority, long bytes, Func<T> compute)
    {
        ArgumentNullException.ThrowIfNull(lowPriority);
        ArgumentNullException.ThrowIfNull(compute);
        return bytes >= MinBytes ? lowPriority.RunAsync(compute) : Task.FromResult(compute());
    }
}
