using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

/// <summary>Heartbeats, because browsers do not show pings to scripts.</summary>
[TransportOnly]
public sealed class HeartbeatTests
{
    [Theory]
    [InlineData("/ws/notifications/?heartbeat=5&types=newBoard")]
    [InlineData("/ws/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/?heartbeat=5")]
    public async Task Socket_SendsHeartbeatsWithoutACursor_WhenTheyAreRequested(string path)
    {
        await using var app = await DotsApp.StartAsync();
        using var socket = await RawSocket.OpenAsync(app.Address, path);

        var frame = await socket.ReadFrameAsync();
        frame!.Opcode.Should().Be(Frame.Text);
        frame.AsText.Should().Be("""{"event":"heartbeat","data":{}}""");
    }

    [Fact]
    public async Task Socket_IsRefused_WhenTheIntervalIsInvalid()
    {
        await using var app = await DotsApp.StartAsync();

        using var socket = await RawSocket.KnockAsync(
            app.Address,
            $"GET /ws/notifications/?heartbeat=61 HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        socket.Status.Should().Be("HTTP/1.1 400 Bad Request");
    }
}
