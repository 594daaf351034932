using System.Threading.RateLimiting;
using Dots.Application.Common;

namespace Dots.Infrastructure.Events;

/// <summary>What is left of the events, and of their bytes, that each key may add within an hour. Thread-safe.</summary>
/// <param name="subject">The beginning of the message about a quota that is used up: who has made too many events.</param>
internal sealed class HourlyQuota<TKey>(string subject, int maxEvents, long maxBytes) : IDisposable
    where TKey : notnull
{
    private const int Unit = 1024;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<TKey> _events = PerHour(maxEvents);
    private readonly PartitionedRateLimiter<TKey> _kibibytes = PerHour((int)(maxBytes / Unit));

    /// <exception cref="TooManyRequestsException">The key has used it up.</exception>
    public void ThrowIfUsedUp(TKey key)
    {
        ThrowIfUsedUp(_events, key, $"events: at most {maxEvents}");
        ThrowIfUsedUp(_kibibytes, key, $"bytes of events: at most {maxBytes}");
    }

    public void Charge(TKey key, int events, long bytes)
    {
        Charge(_events, key, events);
        Charge(_kibibytes, key, (int)((bytes + Unit - 1) / Unit));
    }

    public void Dispose()
    {
        _events.Dispose();
        _kibibytes.Dispose();
    }

    private static PartitionedRateLimiter<TKey> PerHour(int permits) => PartitionedRateLimiter.Create<TKey, TKey>(
        key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Period }));

    private static void Charge(PartitionedRateLimiter<TKey> limiter, TKey key, int permits)
    {
        // A limiter grants all of the permits or none.
        using var lease = limiter.AttemptAcquire(key, permits);
        if (!lease.IsAcquired && limiter.GetStatistics(key)?.CurrentAvailablePermits is > 0 and var rest)
        {
            limiter.AttemptAcquire(key, (int)rest).Dispose();
        }
    }

    private void ThrowIfUsedUp(PartitionedRateLimiter<TKey> limiter, TKey key, string limit)
    {
        // A request for no permit succeeds as long as any is left.
        using var lease = limiter.AttemptAcquire(key, 0);
        if (!lease.IsAcquired)
        {
            throw new TooManyRequestsException(
                $"{subject} too many {limit} are accepted within an hour.",
                lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Period);
        }
    }
}
