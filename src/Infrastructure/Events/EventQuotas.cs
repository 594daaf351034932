using System.Threading.RateLimiting;
using Dots.Application.Common;
using Dots.Infrastructure.Identity;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Events;

/// <summary>What is left of each user's quota. Thread-safe.</summary>
internal sealed class EventQuotas : IDisposable
{
    private const int Unit = 1024;

    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly RateLimitOptions _options;
    private readonly PartitionedRateLimiter<long> _events;
    private readonly PartitionedRateLimiter<long> _kibibytes;

    public EventQuotas(IOptions<RateLimitOptions> options)
    {
        _options = options.Value;
        _events = PerHour(_options.MaxEventsPerHour);
        _kibibytes = PerHour((int)(_options.MaxEventBytesPerHour / Unit));
    }

    /// <exception cref="TooManyRequestsException">The user has used it up.</exception>
    public void ThrowIfUsedUp(long userId)
    {
        if (_options.Enabled)
        {
            ThrowIfUsedUp(_events, userId, $"events: at most {_options.MaxEventsPerHour}");
            ThrowIfUsedUp(_kibibytes, userId, $"bytes of events: at most {_options.MaxEventBytesPerHour}");
        }
    }

    public void Charge(long userId, int events, long bytes)
    {
        if (_options.Enabled)
        {
            Charge(_events, userId, events);
            Charge(_kibibytes, userId, (int)((bytes + Unit - 1) / Unit));
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _kibibytes.Dispose();
    }

    private static PartitionedRateLimiter<long> PerHour(int permits) => PartitionedRateLimiter.Create<long, long>(
        user => RateLimitPartition.GetFixedWindowLimiter(
            user, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Period }));

    private static void ThrowIfUsedUp(PartitionedRateLimiter<long> limiter, long userId, string limit)
    {
        // A request for no permit succeeds as long as any is left.
        using var lease = limiter.AttemptAcquire(userId, 0);
        if (!lease.IsAcquired)
        {
            throw new TooManyRequestsException(
                $"You have made too many {limit} are accepted within an hour.",
                lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : Period);
        }
    }

    private static void Charge(PartitionedRateLimiter<long> limiter, long userId, int permits)
    {
        // A limiter grants all of the permits or none.
        using var lease = limiter.AttemptAcquire(userId, permits);
        if (!lease.IsAcquired && limiter.GetStatistics(userId)?.CurrentAvailablePermits is > 0 and var rest)
        {
            limiter.AttemptAcquire(userId, (int)rest).Dispose();
        }
    }
}
