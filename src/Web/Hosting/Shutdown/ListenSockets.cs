using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// The sockets on which the server listens. Closing one resets the connections that the system has made and the server has not taken yet;
/// their clients have sent a request by then, and cannot know whether it was done. So they are closed to new connections first, then emptied.
/// </summary>
/// <remarks>On systems other than Linux nothing is done, and a request in that moment may be lost.</remarks>
internal sealed class ListenSockets
{
    private const int SolSocket = 1;
    private const int SoAttachFilter = 26;
    private const int IpProtoTcp = 6;
    private const int TcpInfo = 11;
    private const int UnacknowledgedAt = 24;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(5);

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
    /// Lets no new connection be made, and returns when the server has taken all that were. Whoever tries in between hears nothing, tries again
    /// after a second, as TCP does, and is refused then.
    /// </summary>
    public async Task EmptyAsync(TimeSpan patience)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var sockets = _sockets.Where(socket => socket.ProtocolType == ProtocolType.Tcp).ToList();
        sockets.ForEach(DropAll);
        using var over = new CancellationTokenSource(patience);
        while (!over.IsCancellationRequested && sockets.Any(socket => Waiting(socket) > 0))
        {
            await Task.Delay(LookAgain, CancellationToken.None);
        }

        // What has just been taken is on its way to the server's own list of connections.
        await Task.Delay(4 * LookAgain, CancellationToken.None);
    }

    /// <summary>A packet filter (socket(7), SO_ATTACH_FILTER) of one instruction: keep nothing of any packet.</summary>
    private static void DropAll(Socket socket)
    {
        // struct sock_filter { u16 code = BPF_RET | BPF_K; u8 jt, jf; u32 k = 0; }
        var instruction = GCHandle.Alloc(new byte[] { 6, 0, 0, 0, 0, 0, 0, 0 }, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog { unsigned short len; struct sock_filter *filter; }
            var program = new byte[2 * IntPtr.Size];
            program[0] = 1;
            BitConverter.TryWriteBytes(program.AsSpan(IntPtr.Size), instruction.AddrOfPinnedObject());
            socket.SetRawSocketOption(SolSocket, SoAttachFilter, program);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Then it is as it is on other systems.
        }
        finally
        {
            instruction.Free();
        }
    }

    /// <summary>Of a socket that listens, <c>tcpi_unacked</c> is the number of connections that nobody has taken (tcp(7), TCP_INFO).</summary>
    private static uint Waiting(Socket socket)
    {
        var info = new byte[UnacknowledgedAt + sizeof(uint)];
        try
        {
            return socket.GetRawSocketOption(IpProtoTcp, TcpInfo, info) == info.Length
                ? MemoryMarshal.Read<uint>(info.AsSpan(UnacknowledgedAt))
                : 0;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
