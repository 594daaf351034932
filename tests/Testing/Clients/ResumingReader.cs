using System.Collections.Concurrent;
using System.IO;

namespace Dots.Testing.Clients;

/// <summary>A client that comes back by itself whenever its stream ends, from where it was.</summary>
public sealed class ResumingReader(HttpClient http, string cursor = "0")
{
    private readonly ConcurrentQueue<Received> _events = new();
    private string _cursor = cursor;

    /// <summary>All that came, over all connections.</summary>
    public IReadOnlyCollection<Received> Events => _events;

    public int Connections { get; private set; }

    /// <summary>Reads until such an event has come.</summary>
    public async Task ReadUntilAsync(Func<Received, bool> isLast)
    {
        while (!await ReadOnceUntilAsync(isLast))
        {
            await Task.Delay(Waiting.Reconnection);
        }
    }

    private async Task<bool> ReadOnceUntilAsync(Func<Received, bool> isLast)
    {
        try
        {
            await using var reader = await SseReader.OpenAsync(http, _cursor);
            Connections++;
            while (await reader.NextAsync() is { } received)
            {
                _events.Enqueue(received);
                _cursor = received.Id;
                if (isLast(received))
                {
                    return true;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The server is down, or has disconnected this reader.
        }

        return false;
    }
}
