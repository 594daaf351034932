using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// The sockets at which the server listens. Before they are closed, their backlogs of connections that the server has not accepted yet are
/// emptied, because closing a socket resets those; <see cref="SocketFilter"/> has the reasons.
/// </summary>
internal sealed class ListenSockets
{
    // tcp(7): the offset of tcpi_unacked in struct tcp_info, as declared in linux/tcp.h.
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;
    private const int UnacknowledgedOffset = 24;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentBag<Socket> _sockets = [];

    public void Configure(SocketTransportOptions options)
    {
        var create = options.CreateBoundListenSocket;
        options.CreateBoundListenSocket = endpoint =>
        {
            var socket = create(endpoint);
            _sockets.Add(socket);
            return socket;
        };
    }

    /// <summary>
    /// Stops new connections and returns when the server has accepted all earlier ones, or after the timeout. Does nothing on systems other
    /// than Linux.
    /// </summary>
    public async Task DrainBacklogAsync(TimeSpan timeout)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var sockets = _sockets.Where(socket => socket.ProtocolType == ProtocolType.Tcp).ToList();
        sockets.ForEach(SocketFilter.DropNewConnections);
        using var deadline = new CancellationTokenSource(timeout);
        while (!deadline.IsCancellationRequested && sockets.Any(socket => BacklogOf(socket) > 0))
        {
            await Task.Delay(PollInterval, CancellationToken.None);
        }

        // A connection that has just been accepted is not yet on the server's own list of connections to drain.
        await Task.Delay(4 * PollInterval, CancellationToken.None);
    }

    /// <summary>For a listening socket, <c>tcpi_unacked</c> is the length of its backlog (tcp(7), TCP_INFO).</summary>
    private static uint BacklogOf(Socket socket)
    {
        var info = new byte[UnacknowledgedOffset + sizeof(uint)];
        try
        {
            return socket.GetRawSocketOption(IpProtoTcp, TcpInfo, info) == info.Length
                ? MemoryMarshal.Read<uint>(info.AsSpan(UnacknowledgedOffset))
                : 0;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
