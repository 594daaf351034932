using Dots.Application.Common;

namespace Dots.Application.Activities.Files;

/// <summary>Counts the uploads in progress on this node, and limits those of each user. Thread-safe.</summary>
public sealed class LiveUploads(FileLimits limits)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly KeyedCounts<long> _byUser = new();

    public int Total => _byUser.Total;

    /// <returns>A place that is released when it is disposed.</returns>
    /// <exception cref="TooManyRequestsException">The user has too many uploads in progress.</exception>
    public IDisposable Enter(long userId) => _byUser.TryAdd(userId, limits.MaxUploadsPerUser)
        ? new Place(_byUser, userId)
        : throw new TooManyRequestsException(
            $"A user may have {limits.MaxUploadsPerUser} uploads in progress at once; try again when one of them has ended.", RetryAfter);

    private sealed class Place(KeyedCounts<long> byUser, long userId) : IDisposable
    {
        public void Dispose() => byUser.Remove(userId);
    }
}
