using System.IO;
using System.Net.ServerSentEvents;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>.NET's parser, which does not manage the connection.</summary>
internal sealed class SystemNetClient : OtherClient
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Task _reading;

    public SystemNetClient(Uri stream) => _reading = ReadAsync(stream);

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        _http.Dispose();
    }

    private async Task ReadAsync(Uri stream)
    {
        string? cursor = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, stream);
                request.Headers.Add("Last-Event-ID", cursor);
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _stop.Token);
                var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(_stop.Token));
                await foreach (var item in parser.EnumerateAsync(_stop.Token))
                {
                    Receive(parser.LastEventId, item.EventType, item.Data);
                    cursor = parser.LastEventId;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                // The server is down, or this client is being disposed.
            }
        }
    }
}
