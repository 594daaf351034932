using System.Collections.Concurrent;
using System.Net;
using Dots.Application.Common;
using Dots.Web.Http;

namespace Dots.Web.Streams;

/// <summary>Counts the open streams and enforces the configured limits on them. Thread-safe.</summary>
public sealed class LiveStreams
{
    private readonly KeyedCounts<IPAddress> _byAddress = new();
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

        address = ClientAddress.KeyOf(address);
        if (!_byAddress.TryAdd(address, _limits.MaxOpenPerAddress))
        {
            Interlocked.Decrement(ref _total);
            return null;
        }

        Interlocked.Increment(ref _openedTotal);
        _byChannel.AddOrUpdate((transport, channel), 1, (_, count) => count + 1);
        return new Place(this, transport, channel, address);
    }

    internal readonly struct Place(LiveStreams streams, string transport, string channel, IPAddress address) : IDisposable
    {
        public void Dispose()
        {
            streams._byChannel.AddOrUpdate((transport, channel), 0, (_, count) => count - 1);
            Interlocked.Decrement(ref streams._total);
            streams._byAddress.Remove(address);
        }
    }
}
