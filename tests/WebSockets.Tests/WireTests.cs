using System.IO;
using System.Net.WebSockets;
using Dots.Web.Streams.WebSockets;
using Dots.WebSockets.Tests.Clients;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Dots.WebSockets.Tests;

/// <summary>The order of concurrent senders, on a connection whose writes complete when the test says so.</summary>
[TransportOnly]
public sealed class WireTests : IDisposable
{
    private static readonly byte[] Event = Frame.Encode(Frame.Text, "{}"u8, isMasked: false);
    private static readonly byte[] Pong = Frame.Encode(Frame.Pong, "a"u8, isMasked: false);

    private readonly SlowStream _connection = new();
    private readonly Lifetime _lifetime = new();
    private readonly WebSocketWire _wire;

    public WireTests()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestLifetimeFeature>(_lifetime);
        _wire = new WebSocketWire(context, _connection, direct: null);
    }

    [Fact]
    public async Task Pong_WaitsForTheEventInProgress()
    {
        var sending = _wire.SendAsync(Event).AsTask();
        var answering = _wire.WriteAsync(Pong).AsTask();

        _connection.Written.Should().Equal(Event);
        answering.IsCompleted.Should().BeFalse();
        _connection.Take();
        await sending.WaitAsync(Waiting.Timeout);
        await Waiting.UntilAsync(() => _connection.Written.Count == Event.Length + Pong.Length, "it is the pong's turn");
        _connection.Take();
        await answering.WaitAsync(Waiting.Timeout);
        _connection.Written.Should().Equal([.. Event, .. Pong]);
    }

    [Fact]
    public async Task Event_IsNotSent_AfterACloseFrame()
    {
        var closing = _wire.CloseAsync(WebSocketCloseStatus.NormalClosure, "").AsTask();
        var late = _wire.SendAsync(Event).AsTask();
        var later = _wire.WriteAsync(Pong).AsTask();
        _connection.Take();

        await closing.WaitAsync(Waiting.Timeout);
        await late.Awaiting(task => task.WaitAsync(Waiting.Timeout)).Should().ThrowAsync<OperationCanceledException>();
        await later.WaitAsync(Waiting.Timeout);
        _connection.Written.Should().Equal(Frame.Encode(Frame.Close, [0x03, 0xE8], isMasked: false));
        _wire.IsClosed.Should().BeTrue();
    }

    [Fact]
    public async Task Event_IsNotSent_AfterACloseFrameOfTheFramework()
    {
        using var socket = WebSocket.CreateFromStream(_wire, new WebSocketCreationOptions { IsServer = true });
        var closing = socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        _connection.Take();
        await closing.WaitAsync(Waiting.Timeout);

        var late = () => _wire.SendAsync(Event).AsTask();

        await late.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Abort_AbortsTheConnection_WhenASendIsInProgress()
    {
        _ = _wire.SendAsync(Event).AsTask();

        _wire.Abort();

        _lifetime.IsAborted.Should().BeTrue();
        var next = () => _wire.SendAsync(Event).AsTask();
        _connection.Take();
        await next.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Abort_StillAllowsACloseFrame_WhenNothingIsBeingSent()
    {
        _wire.Abort();

        _lifetime.IsAborted.Should().BeFalse();
        var next = () => _wire.SendAsync(Event).AsTask();
        await next.Should().ThrowAsync<OperationCanceledException>();
        var closing = _wire.CloseAsync((WebSocketCloseStatus)1013, "").AsTask();
        _connection.Take();
        await closing.WaitAsync(Waiting.Timeout);
    }

    [Fact]
    public void Send_ReturnsAFailedTask_WhenItFailsSynchronously()
    {
        _wire.Abort();

        var sending = _wire.SendAsync(Event);

        sending.IsFaulted.Should().BeTrue();
    }

    [Fact]
    public void Dispose_AbortsTheConnection_WhenNoCloseFrameWasSent()
    {
        _wire.Dispose();

        _lifetime.IsAborted.Should().BeTrue("the framework disposes when it gives a peer up");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000_000)]
    public void Frames_AreAcceptedUpToTheViolation_InAnyPieces(int piece)
    {
        byte[] good =
        [
            .. Frame.Encode(Frame.Text, ""u8), .. Frame.Encode(Frame.Text, new byte[125]), .. Frame.Encode(Frame.Ping, "a"u8),
            .. Frame.Encode(Frame.Text, new byte[126]), .. Frame.Encode(Frame.Binary, new byte[65_536]),
            .. Frame.Encode(Frame.Text, new byte[30_000], isFinal: false), .. Frame.Encode(Frame.Pong, new byte[125]),
            .. Frame.Encode(Frame.Continuation, new byte[35_536]), .. Frame.Encode(Frame.Text, "{}"u8),
        ];

        Accept(good).Should().Be((good.Length, null));
        Accept([.. good, .. Frame.Encode(Frame.Text, "{}"u8, isMasked: false), .. good]).Should().Be((good.Length + 1, WebSocketClose.Unmasked));
        Accept([.. good, 0x81, 0xFE, 0, 125, .. good]).Should().Be((good.Length + 3, WebSocketClose.NotMinimal));
        Accept([.. good, 0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, .. good]).Should().Be((good.Length + 9, WebSocketClose.NotMinimal));
        Accept([.. good, 0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1, .. good]).Should().Be((good.Length + 9, WebSocketClose.TooBig));

        (int, WebSocketClose?) Accept(byte[] bytes)
        {
            var frames = new WebSocketFrames();
            var accepted = 0;
            foreach (var part in bytes.Chunk(piece))
            {
                accepted += frames.Accept(part);
            }

            return (accepted, frames.Violation);
        }
    }

    public void Dispose()
    {
        _wire.Dispose();
        _connection.Dispose();
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public bool IsAborted { get; private set; }

        public void Abort() => IsAborted = true;
    }

    private sealed class SlowStream : MemoryStream
    {
        private readonly SemaphoreSlim _taken = new(0);

        public List<byte> Written { get; } = [];

        /// <summary>Completes the oldest pending write, or else the next one.</summary>
        public void Take() => _taken.Release();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.AddRange(buffer.ToArray());
            await _taken.WaitAsync(CancellationToken.None);
        }
    }
}
