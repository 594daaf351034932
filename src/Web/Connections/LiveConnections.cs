using System.Net;
using Dots.Application.Common;
using Dots.Web.Http;
using IPNetwork = System.Net.IPNetwork;

namespace Dots.Web.Connections;

/// <summary>Counts the open connections and enforces the configured limits on them. Thread-safe.</summary>
/// <param name="limits">May be lowered before the first connection.</param>
/// <param name="proxies">Whose connections are not limited by address.</param>
internal sealed class LiveConnections(ConnectionLimits limits, IReadOnlyList<IPNetwork> proxies)
{
    private readonly KeyedCounts<IPAddress> _byAddress = new();
    private int _total;
    private long _refusedTotal;

    public int Total => Volatile.Read(ref _total);

    public long RefusedTotal => Interlocked.Read(ref _refusedTotal);

    /// <returns>A place that is released when it is disposed, or null if a limit has been reached.</returns>
    public Place? TryEnter(EndPoint? remote)
    {
        if (Interlocked.Increment(ref _total) > limits.MaxOpen)
        {
            return Refuse();
        }

        // Unix domain sockets have no address; only a proxy on the same machine uses them.
        var address = (remote as IPEndPoint)?.Address is { } client && !IsProxy(client) ? ClientAddress.KeyOf(client) : null;
        return address is null || _byAddress.TryAdd(address, limits.MaxOpenPerAddress) ? new Place(this, address) : Refuse();
    }

    private bool IsProxy(IPAddress address) =>
        proxies.Count > 0 && (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) is var plain && proxies.Any(network => network.Contains(plain));

    private Place? Refuse()
    {
        Interlocked.Decrement(ref _total);
        Interlocked.Increment(ref _refusedTotal);
        return null;
    }

    internal readonly struct Place(LiveConnections connections, IPAddress? address) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref connections._total);
            if (address is not null)
            {
                connections._byAddress.Remove(address);
            }
        }
    }
}
