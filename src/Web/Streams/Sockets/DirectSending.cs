using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// Replaces the output of each connection with one that sends during the flush, and makes it available to streams, which can then bypass
/// the HTTP layer. See docs/decisions for the measured gain and for the connections on which it must not be used.
/// </summary>
internal static class DirectSending
{
    public static void UseDirectSending(this ListenOptions listen) =>
        listen.Use(next => async connection =>
        {
            if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { SocketType: SocketType.Stream } socket)
            {
                // Send would block otherwise. The transport's asynchronous calls work either way.
                socket.Blocking = false;
                var transport = connection.Transport;
                var output = new SocketPipeWriter(socket, transport.Output);
                connection.Transport = new DuplexPipe(transport.Input, output);
                var heartbeat = connection.Features.Get<IConnectionHeartbeatFeature>() is { } inner ? new ConnectionHeartbeat(inner) : null;
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
    /// The connection's output if raw bytes of a response may be written to it, which holds for HTTP/1.1 in plain text; otherwise null.
    /// Under TLS or HTTP/2 raw bytes would corrupt the connection, and HTTP/1.0 has no chunked encoding.
    /// </summary>
    public static SocketPipeWriter? OutputOf(HttpContext context)
    {
        if (ConnectionOf(context) is not { } direct)
        {
            return null;
        }

        direct.Output.SetReplaying(false);
        return direct.Output;
    }

    /// <summary>
    /// Pauses Kestrel's checks of the stream's connection until the result is disposed. Has no effect where the connection may carry other
    /// requests at the same time.
    /// </summary>
    public static ConnectionHeartbeat.Pause PauseHeartbeat(HttpContext context) =>
        ConnectionOf(context)?.Heartbeat?.PauseForStream() ?? default;

    private static DirectConnection? ConnectionOf(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<ITlsHandshakeFeature>() is null
            ? context.Features.Get<DirectConnection>()
            : null;

    private sealed record DirectConnection(SocketPipeWriter Output, Socket Socket, ConnectionHeartbeat? Heartbeat);

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
