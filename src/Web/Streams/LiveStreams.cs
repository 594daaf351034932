using System.Collections.Concurrent;
using System.Net;

namespace Dots.Web.Streams;

/// <summary>Counts the open streams and enforces the configured limits on them. Thread-safe.</summary>
public sealed class LiveStreams
{
    private readonly ConcurrentDictionary<IPAddress, int> _byAddress = new();
    private readonly ConcurrentDictionary<(string Transport, string Channel), int> _byChannel = new();
    private readonly StreamLimits _limits;
    private int _total;
    private long _openedTotal;

    internal LiveStreams(StreamLimits limits, TimeProvider clock)
    {
        _limits = limits;
        StartedAt = clock.GetUtcNow();
    }

    public DateTimeOffset StartedAt { get; }

    public int Total => Volatile.Read(ref _total);

    public long OpenedTotal => Interlocked.Read(ref _openedTotal);

    /// <summary>Open streams by channel, over all transports.</summary>
    public IReadOnlyDictionary<string, int> ByChannel() =>
        _byChannel.Where(pair => pair.Value > 0).GroupBy(pair => pair.Key.Channel).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Value));

    /// <summary>Open streams by transport and channel.</summary>
    public IReadOnlyList<(string Transport, string Channel, int Count)> ByTransport() =>
        [.. _byChannel.Select(pair => (pair.Key.Transport, pair.Key.Channel, pair.Value))];

    /// <returns>A place that is released when it is disposed, or null if a limit has been reached.</returns>
    internal Place? TryEnter(string transport, string channel, IPAddress address)
    {
        if (Interlocked.Increment(ref _total) > _limits.MaxOpen)
        {
            Interlocked.Decrement(ref _total);
            return null;
        }

        if (_byAddress.AddOrUpdate(address, 1, (_, count) => count + 1) > _limits.MaxOpenPerAddress)
        {
            Leave(address);
            return null;
        }

        Interlocked.Increment(ref _openedTotal);
        _byChannel.AddOrUpdate((transport, channel), 1, (_, count) => count + 1);
        return new Place(this, transport, channel, address);
    }

    private void Leave(IPAddress address)
    {
        Interlocked.Decrement(ref _total);
        if (_byAddress.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0)
        {
            // Removes the entry only while its count is still zero: another stream may have been opened from the address meanwhile.
            _byAddress.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
        }
    }

    internal readonly struct Place(LiveStreams streams, string transport, string channel, IPAddress address) : IDisposable
    {
        public void Dispose()
        {
            streams._byChannel.AddOrUpdate((transport, channel), 0, (_, count) => count - 1);
            streams.Leave(address);
        }
    }
}
