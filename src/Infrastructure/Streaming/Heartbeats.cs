using System.Collections.Concurrent;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// The heartbeats of the streams that requested them. Kept apart from the keep-alives, so that streams without heartbeats, of which there may
/// be tens of thousands, take neither time nor memory for them. Thread-safe.
/// </summary>
internal sealed class Heartbeats
{
    private readonly ConcurrentDictionary<Subscription, Schedule> _schedules = new();

    /// <param name="subscription">The stream.</param>
    /// <param name="interval">In milliseconds.</param>
    /// <param name="now">The time of the ticker.</param>
    public void Add(Subscription subscription, long interval, long now) => _schedules[subscription] = new Schedule(interval, now + interval);

    public void Remove(Subscription subscription) => _schedules.TryRemove(subscription, out _);

    /// <summary>Called by one thread at a time.</summary>
    public void SendDue(long now)
    {
        foreach (var (subscription, schedule) in _schedules)
        {
            // A stream whose send is in progress gets its heartbeat on a later tick.
            if (now >= schedule.DueAt && subscription.TrySendHeartbeat())
            {
                schedule.Advance(now);
            }
        }
    }

    private sealed class Schedule(long interval, long dueAt)
    {
        public long DueAt { get; private set; } = dueAt;

        // From when it was due and not from when it was sent: the ticks are coarse, and their delays would add up.
        public void Advance(long now) => DueAt = Math.Max(DueAt + interval, now + 1);
    }
}
