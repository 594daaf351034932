using System.Diagnostics;
using System.IO;

namespace Dots.Testing.Clients;

/// <summary>Reads a stream over .NET's HTTP client, whatever the protocol below.</summary>
public sealed class SseReader : IAsyncDisposable
{
    public const string Path = "/sse/notifications/";

    /// <summary>Without what the server adds by itself, when it comes to it.</summary>
    public const string NewBoardsPath = "/sse/notifications/?types=newBoard";

    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Queue<Received> _ready = new();
    private readonly Stream _body;

    private SseReader(HttpResponseMessage response, Stream body)
    {
        Response = response;
        _body = body;
    }

    public HttpResponseMessage Response { get; }

    public EventParser Parser { get; } = new();

    /// <summary>Returns with the first comment: from here on nothing may be missed.</summary>
    public static async Task<SseReader> OpenAsync(HttpClient http, string? lastEventId = null, string path = Path)
    {
        var reader = await ConnectAsync(http, lastEventId, path);
        await reader.UntilAsync(() => reader.Parser.Comments.Count > 0);
        return reader;
    }

    /// <summary>Returns with the headers.</summary>
    public static async Task<SseReader> ConnectAsync(HttpClient http, string? lastEventId = null, string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path)
        {
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        if (lastEventId is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Waiting.Timeout);
        response.EnsureSuccessStatusCode();
        return new SseReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null when the stream has ended cleanly.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task<Received?> NextAsync()
    {
        var waited = Stopwatch.StartNew();
        while (_ready.Count == 0)
        {
            if (!await ReadAsync(waited))
            {
                return null;
            }
        }

        return _ready.Dequeue();
    }

    public async Task<List<Received>> TakeAsync(int count)
    {
        var taken = new List<Received>();
        while (taken.Count < count)
        {
            taken.Add(await NextAsync() ?? throw new EndOfStreamException($"The stream ended after {taken.Count} of {count} events."));
        }

        return taken;
    }

    /// <summary>The ids of all events up to this one, which must come.</summary>
    public async Task<List<long>> TakeThroughAsync(long id)
    {
        var taken = new List<long>();
        while (taken.Count == 0 || taken[^1] != id)
        {
            var next = await NextAsync() ?? throw new EndOfStreamException($"The stream ended before event {id}.");
            taken.Add(next.Cursor);
        }

        return taken;
    }

    /// <summary>Reads on until the condition holds.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (!await ReadAsync(waited))
            {
                throw new EndOfStreamException("The stream ended.");
            }
        }
    }

    /// <summary>What came and was not taken.</summary>
    public int Untaken => _ready.Count;

    public ValueTask DisposeAsync()
    {
        Response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> ReadAsync(Stopwatch waited)
    {
        // A stream is never silent for long; without an end of its own, waiting for what does not come would go on with each keep-alive.
        var timeout = Waiting.Timeout - waited.Elapsed;
        if (timeout <= TimeSpan.Zero)
        {
            throw new TimeoutException("Something came, but not what was waited for.");
        }

        var read = await _body.ReadAsync(_buffer).AsTask().WaitAsync(timeout);
        foreach (var received in Parser.Feed(_buffer.AsSpan(0, read)))
        {
            _ready.Enqueue(received);
        }

        return read > 0;
    }
}
