using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

[TransportOnly]
public sealed class HandshakeTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    [Theory]
    [InlineData("/ws/notifications")]
    [InlineData("/ws/notifications/")]
    [InlineData("/ws/activities")]
    [InlineData("/ws/activities/")]
    [InlineData("/ws/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2")]
    [InlineData("/ws/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/")]
    public async Task Get_SwitchesProtocols_WithAndWithoutTrailingSlash(string path)
    {
        var app = shared.App;

        using var socket = await KnockAsync(app, path);

        // The sample of RFC 6455 section 1.3.
        socket.Status.Should().Be("HTTP/1.1 101 Switching Protocols");
        socket.Head.Should().Contain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        socket.Head.Should().Contain("Upgrade: websocket");
        socket.Head.Should().Contain("Connection: Upgrade");
    }

    [Fact]
    public async Task Get_ParsesTheActivityIdCaseInsensitively()
    {
        var app = shared.App;
        using var socket = await RawSocket.OpenAsync(app.Address, "/ws/activities/63B76319-68EF-4412-9dd4-BB2A13315EE2/");

        var id = await app.AppendAsync("activity_created", """{"id":101}""", "activities/63b76319-68ef-4412-9dd4-bb2a13315ee2");

        (await socket.ReadMessageAsync()).AsText.Should().Be($$"""{"seq":{{id}},"id":101}""");
    }

    [Theory]
    [InlineData("/ws/activities/63b76319")]
    [InlineData("/ws/activities/63b76319-68ef-4412-9dd4-bb2a13315eeg")]
    [InlineData("/ws/activities/63b7631968ef44129dd4bb2a13315ee2")]
    [InlineData("/ws/activities/{63b76319-68ef-4412-9dd4-bb2a13315ee2}")]
    [InlineData("/ws/notifications/?types=newBoard,oldBoard")]
    [InlineData("/ws/notifications/?types=102")]
    [InlineData("/ws/activities/?types=99")]
    [InlineData("/ws/activities/?connection_id=two%20words")]
    [InlineData("/ws/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/?snapshot=zzz")]
    [InlineData("/ws/activities/?snapshot=true")]
    [InlineData("/ws/notifications/?snapshot=true")]
    public async Task Get_IsRejected_WhenTheAddressIsInvalid(string path)
    {
        var app = shared.App;

        using var socket = await KnockAsync(app, path);

        socket.Status.Should().Be("HTTP/1.1 400 Bad Request");
        socket.Head.Should().Contain("Content-Type: application/problem+json");
    }

    [Theory]
    [InlineData("GET", "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + Key, "426 Upgrade Required")]
    [InlineData("GET", "Accept: */*", "426 Upgrade Required")]
    [InlineData("GET", "Connection: Upgrade\r\nUpgrade: h2c\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + Key, "426 Upgrade Required")]
    [InlineData("GET", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 12\r\nSec-WebSocket-Key: " + Key, "426 Upgrade Required")]
    [InlineData("GET", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13", "400 Bad Request")]
    [InlineData("GET", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: c2hvcnQ=", "400 Bad Request")]
    [InlineData("POST", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + Key, "405 Method Not Allowed")]
    public async Task Request_IsRejected_WhenItIsNoHandshake(string method, string headers, string status)
    {
        var app = shared.App;

        using var socket = await RawSocket.KnockAsync(
            app.Address, $"{method} /ws/notifications/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\n{headers}\r\n\r\n");

        socket.Status.Should().Be($"HTTP/1.1 {status}");
        if (status.StartsWith("426", StringComparison.Ordinal))
        {
            socket.Head.Should().Contain("Upgrade: websocket").And.Contain("Connection: Upgrade, keep-alive").And.Contain("Sec-WebSocket-Version: 13");
        }
    }

    [Fact]
    public async Task Connection_RemainsUsable_AfterARefusal()
    {
        var app = shared.App;
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync($"GET /ws/notifications/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n");
        (await connection.ReadHeadAsync())[0].Should().Be("HTTP/1.1 426 Upgrade Required");
        while (await connection.ReadChunkAsync() is not null)
        {
        }

        await connection.SendAsync($"GET /health/live HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n");

        (await connection.ReadHeadAsync())[0].Should().Be("HTTP/1.1 200 OK");
    }

    [Fact]
    public async Task Request_IsRejected_WhenItIsHttp10()
    {
        var app = shared.App;

        // RFC 6455 section 4.2.1: HTTP/1.1 or higher. A client of HTTP/1.0 cannot mean its Upgrade (RFC 9110 section 7.8).
        using var socket = await RawSocket.KnockAsync(
            app.Address,
            $"GET /ws/notifications/ HTTP/1.0\r\nHost: {app.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n\r\n");

        socket.Status.Should().Be("HTTP/1.1 426 Upgrade Required");
    }

    [Theory]
    [InlineData("Upgrade: h2c, websocket")]
    [InlineData("Upgrade: h2c,WebSocket , foo/2")]
    [InlineData("Upgrade: h2c\r\nUpgrade: websocket")]
    public async Task Get_IsAccepted_WhenWebSocketIsOneOfTheProtocolsOffered(string header)
    {
        var app = shared.App;

        using var socket = await RawSocket.KnockAsync(
            app.Address,
            $"GET /ws/notifications/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: Upgrade\r\n{header}\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n\r\n");

        socket.Status.Should().Be("HTTP/1.1 101 Switching Protocols");
        socket.Head.Should().Contain("Upgrade: websocket");
    }

    [Theory]
    [InlineData("https://app.example", "101 Switching Protocols")]
    [InlineData("https://evil.example", "403 Forbidden")]
    [InlineData("https://app.example.evil.example", "403 Forbidden")]
    [InlineData("null", "403 Forbidden")]
    [InlineData("own, but https", "403 Forbidden")]
    [InlineData("own", "101 Switching Protocols")]
    [InlineData("", "101 Switching Protocols")]
    public async Task Get_ChecksTheOrigin(string origin, string status)
    {
        var app = shared.App;
        var header = origin switch
        {
            "" => "",
            "own" => $"Origin: http://{app.Address.Authority}\r\n",
            "own, but https" => $"Origin: https://{app.Address.Authority}\r\n",
            _ => $"Origin: {origin}\r\n",
        };

        using var socket = await KnockAsync(app, "/ws/notifications/", header);

        socket.Status.Should().Be($"HTTP/1.1 {status}");
    }

    [Theory]
    [InlineData("xn--pocz-kropki-xkb60f.example", "http://xn--pocz-kropki-xkb60f.example", "101 Switching Protocols")]
    [InlineData("xn--d-uga0v8h.example", "http://xn--d-uga0v8h.example", "101 Switching Protocols")]
    [InlineData("xn--d-uga0v8h.example", "http://xn--d-uga0v8h.example:8080", "403 Forbidden")]
    public async Task Get_ComparesTheOrigin_WithTheHostHeaderAsItIs(string host, string origin, string status)
    {
        using var socket = await RawSocket.KnockAsync(
            shared.App.Address,
            $"GET /ws/notifications/ HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n\r\n");

        socket.Status.Should().Be($"HTTP/1.1 {status}");
    }

    [Theory]
    [InlineData("Streams:MaxOpen=2")]
    [InlineData("Streams:MaxOpenPerAddress=2")]
    public async Task Get_IsRejected_WhenTooManyStreamsAreOpen(string limit)
    {
        await using var app = await DotsApp.StartAsync(limit);
        using var first = await RawSocket.OpenAsync(app.Address);
        using var second = await RawSocket.OpenAsync(app.Address, $"/ws/activities/{Guid.NewGuid()}");

        using (var third = await KnockAsync(app, "/ws/notifications/"))
        {
            third.Status.Should().Be("HTTP/1.1 503 Service Unavailable");
            third.Head.Should().Contain(header => header.StartsWith("Retry-After: ", StringComparison.Ordinal));
        }

        app.LiveStreams.ByTransport().Should().BeEquivalentTo([("ws", "notifications", 1), ("ws", "activities/*", 1)]);
        first.Dispose();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 1, "the place is given back");
        using var fourth = await RawSocket.OpenAsync(app.Address);
    }

    private static Task<RawSocket> KnockAsync(DotsApp app, string path, string headers = "") => RawSocket.KnockAsync(
        app.Address,
        $"GET {path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
        + $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Key}\r\n{headers}\r\n");
}
