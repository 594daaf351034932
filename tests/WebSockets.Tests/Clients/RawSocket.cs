using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Dots.WebSockets.Tests.Clients;

/// <summary>
/// A hand-written WebSocket client, for frames that no library would send or show. It answers nothing automatically, and rejects
/// anything that a server must not send: masked frames, fragments, reserved bits, unknown opcodes.
/// </summary>
internal sealed class RawSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly byte[] _buffer = new byte[4096];
    private ReadOnlyMemory<byte> _unread;

    private RawSocket(Socket socket, Stream stream)
    {
        _socket = socket;
        _stream = stream;
    }

    /// <summary>The status line and the headers of the answer to the handshake.</summary>
    public IReadOnlyList<string> Head { get; private set; } = [];

    public string Status => Head[0];

    /// <param name="server">The server's address. Any certificate is accepted under https.</param>
    /// <param name="path">With the query.</param>
    /// <param name="receiveBuffer">The socket's receive buffer in bytes; 0 for the system's default.</param>
    public static async Task<RawSocket> OpenAsync(Uri server, string path = "/ws/notifications/", int receiveBuffer = 0)
    {
        var raw = await KnockAsync(
            server,
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            receiveBuffer);
        raw.Status.Should().Be("HTTP/1.1 101 Switching Protocols");
        return raw;
    }

    /// <summary>Sends any request and reads the response's head.</summary>
    public static async Task<RawSocket> KnockAsync(Uri server, string request, int receiveBuffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0)
        {
            socket.ReceiveBufferSize = receiveBuffer;
        }

        await socket.ConnectAsync(IPAddress.Loopback, server.Port).WaitAsync(Waiting.Timeout);
        Stream stream = new NetworkStream(socket);
        if (server.Scheme == Uri.UriSchemeHttps)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, theirs, _, _) => theirs is not null });
            stream = tls;
        }

        var raw = new RawSocket(socket, stream);
        await raw.SendAsync(Encoding.ASCII.GetBytes(request));
        raw.Head = await raw.ReadHeadAsync();
        return raw;
    }

    /// <summary>Sends bytes in one piece; several may be sent at once.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _turn.WaitAsync();
        try
        {
            await _stream.WriteAsync(bytes);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task SendTextAsync(string text) => SendAsync(Frame.Encode(Frame.Text, Encoding.UTF8.GetBytes(text)));

    /// <returns>The next frame; null when the connection was closed or reset.</returns>
    public async Task<Frame?> ReadFrameAsync()
    {
        try
        {
            var header = await ReadExactlyAsync(2);
            (header[0] & 0xF0).Should().Be(0x80, "a server's frame is final and has no reserved bits");
            (header[1] & 0x80).Should().Be(0, "a server does not mask");
            var opcode = (byte)(header[0] & 0x0F);
            opcode.Should().BeOneOf(Frame.Text, Frame.Close, Frame.Ping, Frame.Pong);
            var length = (header[1] & 0x7F) switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadExactlyAsync(2)),
                127 => BinaryPrimitives.ReadInt64BigEndian(await ReadExactlyAsync(8)),
                var small => small,
            };
            return new Frame(opcode, await ReadExactlyAsync((int)length));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads the next message, skipping pings.</summary>
    public async Task<Frame> ReadMessageAsync()
    {
        while (true)
        {
            var frame = await ReadFrameAsync() ?? throw new EndOfStreamException("The connection ended.");
            if (frame.Opcode == Frame.Text)
            {
                return frame;
            }

            frame.Opcode.Should().BeOneOf([Frame.Ping, Frame.Pong], "the socket must stay open, but: {0}", Encoding.UTF8.GetString(frame.Payload));
        }
    }

    /// <summary>Reads up to the close frame, which must arrive.</summary>
    public async Task<int> ReadCloseAsync()
    {
        while (true)
        {
            var frame = await ReadFrameAsync() ?? throw new EndOfStreamException("The connection ended without a close frame.");
            if (frame.Opcode == Frame.Close)
            {
                return frame.CloseCode;
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _stream.Dispose();
        _turn.Dispose();
    }

    private async Task<string[]> ReadHeadAsync()
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        while (true)
        {
            var c = (char)(await ReadExactlyAsync(1))[0];
            if (c != '\n')
            {
                line.Append(c);
                continue;
            }

            if (line.ToString().TrimEnd('\r') is not { Length: > 0 } whole)
            {
                return [.. lines];
            }

            lines.Add(whole);
            line.Clear();
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            if (_unread.IsEmpty)
            {
                _unread = _buffer.AsMemory(0, await _stream.ReadAsync(_buffer).AsTask().WaitAsync(Waiting.Timeout));
                if (_unread.IsEmpty)
                {
                    throw new EndOfStreamException("The connection ended.");
                }
            }

            var taken = Math.Min(_unread.Length, count - at);
            _unread[..taken].CopyTo(bytes.AsMemory(at));
            _unread = _unread[taken..];
            at += taken;
        }

        return bytes;
    }
}
