using System.Collections.Concurrent;
using Dots.Application.Common;

namespace Dots.Application.Activities.Files;

/// <summary>Counts the uploads in progress on this node, and limits those of each user. Thread-safe.</summary>
public sealed class LiveUploads(FileLimits limits)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<long, int> _byUser = new();

    public int Total => _byUser.Values.Sum();

    /// <returns>A place that is released when it is disposed.</returns>
    /// <exception cref="TooManyRequestsException">The user has too many uploads in progress.</exception>
    public IDisposable Enter(long userId)
    {
        if (_byUser.AddOrUpdate(userId, 1, (_, count) => count + 1) > limits.MaxUploadsPerUser)
        {
            Leave(userId);
            throw new TooManyRequestsException(
                $"A user may have {limits.MaxUploadsPerUser} uploads in progress at once; try again when one of them has ended.", RetryAfter);
        }

        return new Place(this, userId);
    }

    private void Leave(long userId)
    {
        if (_byUser.AddOrUpdate(userId, 0, (_, count) => count - 1) <= 0)
        {
            // Removes the entry only while its count is still zero: another upload may have begun meanwhile.
            _byUser.TryRemove(new KeyValuePair<long, int>(userId, 0));
        }
    }

    private sealed class Place(LiveUploads uploads, long userId) : IDisposable
    {
        public void Dispose() => uploads.Leave(userId);
    }
}
