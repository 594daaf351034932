using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

[TransportOnly]
public sealed class PingTests
{
    [Fact]
    public async Task Socket_StaysOpen_WhilePingsAreAnswered()
    {
        await using var app = await DotsApp.StartAsync("Streams:PingSeconds=1");
        using var socket = await RawSocket.OpenAsync(app.Address);

        for (var i = 0; i < 3; i++)
        {
            var ping = await socket.ReadFrameAsync();
            ping!.Opcode.Should().Be(Frame.Ping);
            await socket.SendAsync(Frame.Encode(Frame.Pong, ping.Payload));
        }

        await app.AppendAsync("newBoard", "{}");
        (await socket.ReadMessageAsync()).Seq.Should().Be(1);
    }

    [Fact]
    public async Task Socket_IsDropped_WhenAPingIsNotAnswered()
    {
        await using var app = await DotsApp.StartAsync("Streams:PingSeconds=0.2");
        using var socket = await RawSocket.OpenAsync(app.Address);

        (await socket.ReadFrameAsync())!.Opcode.Should().Be(Frame.Ping);

        (await socket.ReadFrameAsync()).Should().BeNull("the connection is given up");
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the place is given back");
    }

    [Fact]
    public async Task Ping_IsAnswered_WithItsPayload()
    {
        await using var app = await DotsApp.StartAsync();
        using var socket = await RawSocket.OpenAsync(app.Address);

        await socket.SendAsync(Frame.Encode(Frame.Ping, "kropka"u8));

        var pong = await socket.ReadFrameAsync();
        pong!.Opcode.Should().Be(Frame.Pong);
        pong.AsText.Should().Be("kropka");
    }
}
