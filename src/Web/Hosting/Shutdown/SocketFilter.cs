using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// Keeps a listening socket from accepting new connections without closing it, by a packet filter in the kernel. Linux only.
/// </summary>
/// <remarks>
/// <para>
/// Why: a load balancer that is restarting this server still has requests in flight to it. Closing the listening socket resets every
/// connection in its backlog: the kernel has completed their handshakes, and their clients have usually sent a request already, but the server
/// has not accepted them yet. Such a client cannot know whether its request was executed, so it must not repeat a POST. There is no system call
/// that stops a listening socket from completing handshakes and leaves its backlog alone; listen(2) with a backlog of 0 still admits one.
/// A filter that drops every packet does: a new client's SYN gets no answer, is sent again after a second as TCP requires, and is refused then,
/// because by that time the socket is closed. That is a clean failure, which load balancers answer by trying the next server.
/// </para>
/// <para>
/// Fallback: where the filter cannot be attached, the server behaves as on other systems. It closes the socket at once, and a request in that
/// very instant may be lost.
/// </para>
/// </remarks>
internal static class SocketFilter
{
    // socket(7), as declared in asm-generic/socket.h.
    private const int SolSocket = 1;
    private const int SoAttachFilter = 26;

    /// <summary>
    /// Attaches a classic BPF program of one instruction, BPF_RET | BPF_K with k = 0: keep zero bytes of each packet, which drops it.
    /// </summary>
    public static void DropNewConnections(Socket socket)
    {
        // struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }
        var instruction = GCHandle.Alloc(new byte[] { 6, 0, 0, 0, 0, 0, 0, 0 }, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog { unsigned short len; struct sock_filter *filter; }, with the pointer aligned to its size.
            var program = new byte[2 * IntPtr.Size];
            program[0] = 1;
            BitConverter.TryWriteBytes(program.AsSpan(IntPtr.Size), instruction.AddrOfPinnedObject());
            socket.SetRawSocketOption(SolSocket, SoAttachFilter, program);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The fallback above.
        }
        finally
        {
            instruction.Free();
        }
    }
}
