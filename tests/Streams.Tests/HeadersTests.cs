using System.Net.Http.Headers;

namespace Dots.Streams.Tests;

[TransportOnly]
public sealed class HeadersTests
{
    [Fact]
    public async Task Get_SendsHeadersAndAComment_BeforeAnyEvent()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"GET /sse/notifications/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAccept-Encoding: gzip, br\r\n\r\n");
        var head = await connection.ReadHeadAsync();
        var firstChunk = await connection.ReadChunkAsync();

        head[0].Should().Be("HTTP/1.1 200 OK");
        head.Should().Contain("Content-Type: text/event-stream");
        head.Should().Contain("Cache-Control: no-cache, no-store, no-transform");
        head.Should().Contain("X-Accel-Buffering: no");
        head.Should().NotContain(header => header.StartsWith("Content-Encoding", StringComparison.OrdinalIgnoreCase));
        firstChunk.Should().StartWith(": "u8.ToArray());
    }

    [Theory]
    [InlineData("/sse/notifications")]
    [InlineData("/sse/notifications/")]
    public async Task Get_Streams_WithAndWithoutTrailingSlash(string path)
    {
        await using var app = await DotsApp.StartAsync();
        await using var reader = await SseReader.OpenAsync(app.Http, path: path);

        var id = await app.AppendAsync("newBoard", "{}");

        (await reader.NextAsync()).Should().Be(new Received($"{id}", "newBoard", "{}"));
    }

    [Fact]
    public async Task Get_SendsOneRetry_WithJitter()
    {
        await using var app = await DotsApp.StartAsync();
        await app.AppendAsync("newBoard", "{}");
        var retries = new List<string>();

        for (var i = 0; i < 12; i++)
        {
            await using var reader = await SseReader.OpenAsync(app.Http, lastEventId: "0");
            await reader.TakeAsync(1);
            retries.Add(reader.Parser.Retries.Should().ContainSingle().Subject);
        }

        retries.Distinct().Should().HaveCountGreaterThan(1, "clients that were cut off together must not come back together");
    }

    [Fact]
    public async Task Get_SendsOnlyComments_WhenTheStreamIsIdle()
    {
        await using var app = await DotsApp.StartAsync("Streams:KeepAliveSeconds=0.1");
        await using var reader = await SseReader.OpenAsync(app.Http);

        await reader.UntilAsync(() => reader.Parser.Comments.Count(comment => comment == "keep-alive") == 4);

        reader.Untaken.Should().Be(0);
        reader.Parser.LastEventId.Should().BeEmpty("a keep-alive must not touch the cursor");
        var id = await app.AppendAsync("newBoard", "{}");
        (await reader.NextAsync())!.Cursor.Should().Be(id);
    }

    [Fact]
    public async Task Stream_HasNoBlankLine_ThatDispatchesNothing()
    {
        await using var app = await DotsApp.StartAsync("Streams:KeepAliveSeconds=0.1");
        using var connection = await RawConnection.OpenStreamAsync(app.Address);
        var chunks = new List<byte>();
        for (var i = 0; i < 3; i++)
        {
            chunks.AddRange((await connection.ReadChunkAsync())!);
        }

        var id = await app.AppendAsync("newBoard", "{}");
        while (!Text().EndsWith("data: {}\n\n", StringComparison.Ordinal))
        {
            chunks.AddRange((await connection.ReadChunkAsync())!);
        }

        Text().Should().MatchRegex($@"^: connected\nretry: \d+\n(: keep-alive\n){{2,}}id: {id}\nevent: newBoard\ndata: {{}}\n\n$");

        string Text() => System.Text.Encoding.UTF8.GetString([.. chunks]);
    }

    [Fact]
    public async Task Head_ReturnsHeadersOnly()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        // The answer to the second request shows that nothing came after the headers of the first.
        await connection.SendAsync(
            $"HEAD /sse/notifications/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n"
            + $"GET /health/live HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n");
        var head = await connection.ReadHeadAsync();
        var next = await connection.ReadHeadAsync();

        head[0].Should().Be("HTTP/1.1 200 OK");
        head.Should().Contain("Content-Type: text/event-stream");
        next[0].Should().Be("HTTP/1.1 200 OK");
        next.Should().Contain("Content-Type: text/plain");
        app.LiveStreams.Total.Should().Be(0);
    }

    [Fact]
    public async Task Get_IsOpenToAnotherOrigin_WhenThatIsConfigured()
    {
        await using var app = await DotsApp.StartAsync("Cors:Origins=https://app.example");

        var head = await HeadersForAsync(app, HttpMethod.Head, "https://app.example");
        var stranger = await HeadersForAsync(app, HttpMethod.Head, "https://evil.example");

        head.GetValues("Access-Control-Allow-Origin").Should().Equal("https://app.example");
        head.GetValues("Access-Control-Allow-Credentials").Should().Equal("true");
        stranger.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Fact]
    public async Task Preflight_AllowsLastEventId_ForAConfiguredOrigin()
    {
        await using var app = await DotsApp.StartAsync("Cors:Origins=https://app.example");

        var head = await HeadersForAsync(app, HttpMethod.Options, "https://app.example");

        head.GetValues("Access-Control-Allow-Headers").Should().ContainSingle().Which.Should().ContainEquivalentOf("Last-Event-ID");
        head.GetValues("Access-Control-Allow-Methods").Should().ContainSingle().Which.Should().Contain("GET");
    }

    private static async Task<HttpResponseHeaders> HeadersForAsync(DotsApp app, HttpMethod method, string origin)
    {
        using var request = new HttpRequestMessage(method, SseReader.Path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "last-event-id");
        using var response = await app.Http.SendAsync(request);
        response.IsSuccessStatusCode.Should().BeTrue();
        return response.Headers;
    }
}
