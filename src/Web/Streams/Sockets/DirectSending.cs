using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// Replaces the output of each connection by one that sends inside the flush, and offers it to streams, which may then send past the
/// HTTP layer. See docs/decisions for what it is worth and where it must not be used.
/// </summary>
internal static class DirectSending
{
    /// <summary>
    /// Enough for the frames of a busy second. The kernel's default grows to megabytes for a reader that does not read, outside of all
    /// bounds of this process.
    /// </summary>
    private const int SendBufferBytes = 32 * 1024;

    public static void UseDirectSending(this ListenOptions listen) =>
        listen.Use(next => async connection =>
        {
            if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { SocketType: SocketType.Stream } socket)
            {
                // For Send, which otherwise waits; the transport's asynchronous calls do not care.
                socket.Blocking = false;
                var transport = connection.Transport;
                var output = new SocketPipeWriter(socket, transport.Output);
                connection.Transport = new DuplexPipe(transport.Input, output);
                var heartbeat = connection.Features.Get<IConnectionHeartbeatFeature>() is { } looks ? new ConnectionHeartbeat(looks) : null;
                connection.Features.Set<IConnectionHeartbeatFeature>(heartbeat);
                connection.Features.Set(new DirectConnection(output, socket, heartbeat));
                try
                {
                    await next(connection);
                }
                finally
                {
                    connection.Transport = transport;
                }
            }
            else
            {
                await next(connection);
            }
        });

    /// <summary>
    /// The connection's own wire, where raw bytes of a response may be sent on it: HTTP/1.1 in plain text. Under TLS or HTTP/2 they would
    /// corrupt the connection, and HTTP/1.0 has no chunks; null then.
    /// </summary>
    /// <exception cref="OperationCanceledException">The connection is gone.</exception>
    public static SocketPipeWriter? OutputOf(HttpContext context)
    {
        if (ConnectionOf(context) is not { } direct)
        {
            return null;
        }

        try
        {
            direct.Socket.SendBufferSize = SendBufferBytes;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            throw new OperationCanceledException("The reader was gone before its stream began.", exception);
        }

        return direct.Output;
    }

    /// <summary>Lets the server not look at the stream's connection, where nothing else goes on on it, until the result is disposed.</summary>
    public static ConnectionHeartbeat.Pause PauseHeartbeat(HttpContext context) =>
        ConnectionOf(context)?.Heartbeat?.PauseForStream() ?? default;

    private static DirectConnection? ConnectionOf(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<ITlsHandshakeFeature>() is null
            ? context.Features.Get<DirectConnection>()
            : null;

    private sealed record DirectConnection(SocketPipeWriter Output, Socket Socket, ConnectionHeartbeat? Heartbeat);

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
