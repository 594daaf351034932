using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Dots.Testing.Clients;

/// <summary>A bare socket, for what no HTTP client would do, or would hide.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4096];
    private readonly Stopwatch _age = Stopwatch.StartNew();
    private int _start;
    private int _end;

    private RawConnection(Socket socket) => _socket = socket;

    /// <param name="server">Where to.</param>
    /// <param name="from">The address that the server sees.</param>
    /// <param name="receiveBuffer">Bytes that the system takes in before anybody reads them; 0 for its own choice.</param>
    public static async Task<RawConnection> OpenAsync(Uri server, IPAddress? from = null, int receiveBuffer = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer > 0)
        {
            socket.ReceiveBufferSize = receiveBuffer;
        }

        if (from is not null)
        {
            socket.Bind(new IPEndPoint(from, 0));
        }

        await socket.ConnectAsync(IPAddress.Loopback, server.Port).WaitAsync(Waiting.Timeout);
        return new RawConnection(socket);
    }

    /// <summary>Opens a stream and reads the headers, nothing more.</summary>
    public static async Task<RawConnection> OpenStreamAsync(
        Uri server, IPAddress? from = null, int receiveBuffer = 0, string path = SseReader.Path)
    {
        var connection = await OpenAsync(server, from, receiveBuffer);
        await connection.SendAsync($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n");
        await connection.ReadHeadAsync();
        return connection;
    }

    public async Task SendAsync(string request) => await _socket.SendAsync(Encoding.ASCII.GetBytes(request));

    /// <summary>Sends text that is not all ASCII.</summary>
    public async Task SendUtf8Async(string request) => await _socket.SendAsync(Encoding.UTF8.GetBytes(request));

    /// <summary>The status line and the headers.</summary>
    public async Task<string[]> ReadHeadAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return [.. lines];
    }

    /// <summary>The next chunk (RFC 9112 section 7.1); null after the last, which says that the body is whole.</summary>
    /// <exception cref="IOException">The connection broke before that.</exception>
    public async Task<byte[]?> ReadChunkAsync()
    {
        var size = int.Parse(await ReadLineAsync(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var chunk = await ReadExactlyAsync(size);
        (await ReadLineAsync()).Should().BeEmpty("a chunk ends where it said");
        return size == 0 ? null : chunk;
    }

    public async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new List<byte>(count);
        while (bytes.Count < count)
        {
            var some = await ReadSomeAsync(count - bytes.Count);
            bytes.AddRange(some.Length > 0 ? some : throw new EndOfStreamException());
        }

        return [.. bytes];
    }

    /// <summary>Whatever comes next; empty at the end.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<byte[]> ReadSomeAsync(int atMost = int.MaxValue)
    {
        if (_start == _end)
        {
            // Longer than any test has one; a stream is never silent for long, and a test that waits in vain must end all the same.
            if (_age.Elapsed > Waiting.Timeout * 4)
            {
                throw new TimeoutException("Something came, but not what was waited for.");
            }

            try
            {
                (_start, _end) = (0, await _socket.ReceiveAsync(_buffer).WaitAsync(Waiting.Timeout));
            }
            catch (SocketException exception)
            {
                throw new IOException("The connection broke.", exception);
            }
        }

        var count = Math.Min(atMost, _end - _start);
        _start += count;
        return _buffer[(_start - count).._start];
    }

    /// <summary>Ends the connection with a reset, as a client does that crashes.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            line.Append((char)(await ReadExactlyAsync(1))[0]);
            if (line[^1] == '\n')
            {
                line.ToString().Should().EndWith("\r\n", "nothing else ends a line of HTTP");
                return line.ToString()[..^2];
            }
        }
    }
}
