using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Streams.Tests;

/// <summary>Readers of a channel whose events are as large as they can be.</summary>
public sealed class LargeEventsTests
{
    private const int Events = 60;
    private const long MiB = 1024 * 1024;

    private readonly Guid _id = Guid.NewGuid();

    private string Channel => $"activities/{_id}";

    [Fact]
    public async Task Memory_IsBounded_WhenStrangersReadManyLargeEventsAndDoNotTakeThem()
    {
        await using var server = await DotsProcess.StartAsync("RateLimits:Enabled=true");
        await WriteAsync(server);
        var idle = server.ResidentBytes;

        var replays = new List<RawConnection>();
        for (var i = 0; i < 30; i++)
        {
            var replay = await RawConnection.OpenAsync(server.Address, receiveBuffer: 4096);
            replays.Add(replay);
            await replay.SendAsync($"GET /sse/{Channel}{(i % 3 == 0 ? "" : "?last_event_id=0")} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }

        var pages = Enumerable.Range(0, 8).Select(_ => server.Http.GetByteArrayAsync($"/api/events?channel={Channel}&limit=1000")).ToList();
        var peak = idle;
        while (pages.Exists(page => !page.IsCompleted))
        {
            await Task.WhenAny([.. pages.Where(page => !page.IsCompleted), Task.Delay(20)]);
            peak = Math.Max(peak, server.ResidentBytes);
        }

        (await Task.WhenAll(pages)).Should().OnlyContain(page => page.Length < 3 * MiB);
        peak.Should().BeLessThan(idle + (256 * MiB));
        (await server.Http.GetAsync("/api/boards")).StatusCode.Should().Be(HttpStatusCode.OK);
        replays.ForEach(replay => replay.Dispose());
    }

    [Fact]
    public async Task Pages_AreShortAndComplete_WhenTheEventsAreLarge()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        await WriteAsync(http, events: 5, bytes: 400_000);

        var (ids, after, latest) = (new List<long>(), 0L, long.MaxValue);
        while (after < latest)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/events?channel={Channel}&after={after}&limit=1000");
            page.GetProperty("items").GetArrayLength().Should().BeLessThanOrEqualTo(3);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()));
            (after, latest) = (page.GetProperty("next_after").GetInt64(), page.GetProperty("latest").GetInt64());
        }

        ids.Should().Equal(await app.LoggedIdsAsync(Channel));
        await using var reader = await SseReader.OpenAsync(app.Http, "0", path: $"/sse/{Channel}");
        (await reader.TakeAsync(ids.Count)).Select(e => e.Cursor).Should().Equal(ids);
    }

    [Fact]
    public async Task Replay_Waits_ThenIsRefused_WhenAsManyRunAsMay()
    {
        await using var app = await DotsApp.StartAsync("Streams:MaxReplaysPerClient=2", "Streams:ReplayTimeoutSeconds=0.2", $"Streams:WindowBytes={64 * 1024}");
        var http = await app.SignInAsync("ola");
        await WriteAsync(http, events: 12, bytes: 900_000);

        // They fill their buffers and then hold their replays.
        using var first = await RawConnection.OpenStreamAsync(app.Address, receiveBuffer: 4096, path: $"/sse/{Channel}?last_event_id=0");
        using var second = await RawConnection.OpenStreamAsync(app.Address, receiveBuffer: 4096, path: $"/sse/{Channel}?last_event_id=0");
        HttpResponseMessage? refused = null;
        await Waiting.UntilAsync(
            async () => (refused = await http.GetAsync($"/sse/{Channel}?last_event_id=0", HttpCompletionOption.ResponseHeadersRead)).StatusCode
                == HttpStatusCode.ServiceUnavailable,
            "both are replaying");

        refused!.Headers.RetryAfter.Should().NotBeNull();
        refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        await using (var live = await SseReader.OpenAsync(app.Http, path: SseReader.NewBoardsPath))
        {
            (await http.PostAsJsonAsync("/api/boards", new { name = "x", rows = 2, cols = 2, dots = Array.Empty<object>() })).EnsureSuccessStatusCode();
            await live.TakeAsync(1);
        }

        first.Dispose();
        second.Dispose();
        await Waiting.UntilAsync(
            async () => (await http.GetAsync($"/sse/{Channel}?last_event_id=0", HttpCompletionOption.ResponseHeadersRead)).IsSuccessStatusCode,
            "their replays have ended");
    }

    private async Task WriteAsync(DotsProcess server)
    {
        await server.SignInAsync("ola");
        await WriteAsync(server.Http, Events, 1_000_000);
    }

    private async Task WriteAsync(HttpClient http, int events, int bytes)
    {
        using var created = await http.PostAsJsonAsync("/api/activities", new { id = _id, name = "Large" });
        created.EnsureSuccessStatusCode();
        for (var i = 1; i < events; i++)
        {
            using var replaced = await http.PutAsJsonAsync($"/api/activities/{_id}", new { id = _id, name = "Large", text = new string((char)('a' + (i % 26)), bytes) });
            replaced.EnsureSuccessStatusCode();
        }
    }
}
