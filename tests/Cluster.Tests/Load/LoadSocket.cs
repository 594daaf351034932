using System.IO;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Dots.Cluster.Tests.Load;

/// <summary>A socket that somebody has open: it is read all the time, for who does not read answers no ping and is given up.</summary>
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

    /// <summary>The next message, which must come.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var timeout = new CancellationTokenSource(Waiting.Timeout);
        return await _messages.Reader.ReadAsync(timeout.Token);
    }

    /// <summary>Goes, as a client does; where the server is gone, there is nobody to tell.</summary>
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
