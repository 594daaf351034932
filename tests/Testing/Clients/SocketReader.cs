using System.IO;
using System.Net.WebSockets;
using System.Text.Json;

namespace Dots.Testing.Clients;

/// <summary>Reads a stream with .NET's client.</summary>
public sealed class SocketReader : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1024 * 1024];

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<SocketReader> OpenAsync(
        Uri server, string path = "/ws/notifications/", string? token = null, Action<ClientWebSocketOptions>? configure = null, HttpMessageInvoker? invoker = null)
    {
        var reader = new SocketReader();
        if (token is not null)
        {
            reader._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        configure?.Invoke(reader._socket.Options);
        var address = new Uri(server, path).ToString().Replace("http", "ws", StringComparison.Ordinal);
        await reader._socket.ConnectAsync(new Uri(address), invoker, CancellationToken.None).WaitAsync(Waiting.Timeout);
        return reader;
    }

    public Task SendAsync(string message) =>
        _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);

    /// <returns>The next message; null when the server has closed.</returns>
    public async Task<JsonElement?> NextAsync()
    {
        var length = 0;
        while (true)
        {
            var result = await _socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Waiting.Timeout);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += result.Count;
            if (result.EndOfMessage)
            {
                return JsonElement.Parse(_buffer.AsSpan(0, length));
            }
        }
    }

    public async Task<JsonElement> ReadAsync() => await NextAsync() ?? throw new EndOfStreamException($"The server has closed: {_socket.CloseStatusDescription}");

    /// <summary>The cursors of all messages up to this one, which must come.</summary>
    public async Task<List<long>> TakeThroughAsync(long seq)
    {
        var taken = new List<long>();
        while (taken.Count == 0 || taken[^1] < seq)
        {
            taken.Add((await ReadAsync()).GetProperty("seq").GetInt64());
        }

        return taken;
    }

    /// <summary>The close handshake.</summary>
    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Waiting.Timeout);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
