using Dots.Web.Streams;

namespace Dots.Web.Connections;

/// <summary>
/// Divides the descriptors that the system allows: connections get most of those that are free when the server starts to listen, and the rest is
/// a reserve for the database, for files, and for the runtime itself.
/// </summary>
/// <param name="limit">How many descriptors the system allows.</param>
/// <param name="inUse">How many are open before the first connection.</param>
internal sealed class DescriptorBudget(int limit, int inUse)
{
    /// <summary>Fewer would not serve a single browser, which opens six for its page and its stream.</summary>
    private const int MinConnections = 16;

    private const int MinReserve = 32;
    private const int MaxReserve = 1024;

    /// <summary>Descriptors that connections never use.</summary>
    public int Reserve { get; } = Math.Clamp((limit - inUse) / 4, MinReserve, MaxReserve);

    /// <summary>While fewer are free, no connection is accepted.</summary>
    public int MinHeadroomForConnections => Reserve / 2;

    /// <summary>While fewer are free, requests are refused. Lower than for connections, so that those that are open are still served.</summary>
    public int MinHeadroomForRequests => Reserve / 4;

    /// <summary>How many connections there is room for.</summary>
    public int Connections => limit - inUse - Reserve;

    /// <summary>
    /// Lowers the limits to what there is room for: fewer streams than connections, so that requests are still answered when no further stream
    /// is possible, and fewer of both for one address than in all, so that no single client takes what all others need.
    /// </summary>
    /// <returns>Whether a limit was lowered.</returns>
    /// <exception cref="TooFewDescriptorsException">There is room for hardly any connection.</exception>
    public bool Fit(ConnectionLimits connections, StreamLimits streams)
    {
        if (Connections < MinConnections)
        {
            throw new TooFewDescriptorsException(limit, inUse);
        }

        var wanted = (connections.MaxOpen, connections.MaxOpenPerAddress, streams.MaxOpen, streams.MaxOpenPerAddress);
        connections.MaxOpen = Math.Min(connections.MaxOpen, Connections);
        connections.MaxOpenPerAddress = Math.Min(connections.MaxOpenPerAddress, Share(6));
        streams.MaxOpen = Math.Min(streams.MaxOpen, Share(7));
        streams.MaxOpenPerAddress = Math.Min(streams.MaxOpenPerAddress, Share(5));
        return wanted != (connections.MaxOpen, connections.MaxOpenPerAddress, streams.MaxOpen, streams.MaxOpenPerAddress);
    }

    private int Share(int eighths) => (int)((long)Connections * eighths / 8);
}
