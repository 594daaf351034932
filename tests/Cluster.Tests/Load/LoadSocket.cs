using System.IO;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Dots.Cluster.Tests.Load;

/// <summary>An open socket that is read continuously: a client that does not read answers no pings and is disconnected.</summary>
internal sealed class LoadSocket : IAsyncDisposable
{
    private readonly Channel<JsonElement> _messages = Channel.CreateUnbounded<JsonElement>();
    private readonly SocketReader _socket;
    private readonly Task _reading;

    private LoadSocket(SocketReader socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    public static async Task<LoadSocket> OpenAsync(Uri server, string path, string? token = null) =>
        new(await SocketReader.OpenAsync(server, path, token));

    /// <summary>Reads the next message, which must arrive.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var timeout = new CancellationTokenSource(Waiting.Timeout);
        return await _messages.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>Closes the socket, and ignores that the server may be down.</summary>
    public async ValueTask DisposeAsync()
    {
        await _socket.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _socket.NextAsync() is { } message)
            {
                _messages.Writer.TryWrite(message);
            }

            _messages.Writer.Complete();
        }
        catch (Exception exception)
            when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or TimeoutException)
        {
            _messages.Writer.Complete(exception);
        }
    }
}
