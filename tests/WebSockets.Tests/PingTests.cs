using System.Collections.Concurrent;
using Dots.WebSockets.Tests.Clients;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task Ping_IsSentWheneverTheIntervalHasPassed()
    {
        var clock = new ManualClock();
        await using var app = await DotsApp.StartWithAsync(
            services => services.AddSingleton<TimeProvider>(clock), "Streams:PingSeconds=17");
        using var socket = await RawSocket.OpenAsync(app.Address);
        var timer = await Waiting.UntilAsync(() => Task.FromResult(clock.Timers(TimeSpan.FromSeconds(17))), timers => timers.Count == 1);

        for (var i = 0; i < 5; i++)
        {
            timer[0].Fire();
            (await socket.ReadFrameAsync())!.Opcode.Should().Be(Frame.Ping);

            // Answered by a ping, whose pong shows that the answer has been read.
            await socket.SendAsync(Frame.Encode(i % 2 == 0 ? Frame.Pong : Frame.Text, i % 2 == 0 ? [] : "{}"u8));
            await socket.SendAsync(Frame.Encode(Frame.Ping, [(byte)i]));
            var answer = await socket.ReadFrameAsync();
            if (answer!.Opcode == Frame.Text)
            {
                answer = await socket.ReadFrameAsync();
            }

            (answer!.Opcode, answer.Payload[0]).Should().Be((Frame.Pong, (byte)i));
        }

        timer[0].DueTime.Should().Be(TimeSpan.FromSeconds(17));
        timer[0].Fire();
        (await socket.ReadFrameAsync())!.Opcode.Should().Be(Frame.Ping);
        timer[0].Fire();
        (await socket.ReadFrameAsync()).Should().BeNull("nothing has arrived between two pings");
        await Waiting.UntilAsync(() => timer[0].IsDisposed, "the pings have ended with the socket");
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

    /// <summary>The system's clock, whose timers also fire when a test says so.</summary>
    private sealed class ManualClock : TimeProvider
    {
        private readonly ConcurrentQueue<ManualTimer> _timers = new();

        public List<ManualTimer> Timers(TimeSpan period) => [.. _timers.Where(timer => timer.Period == period)];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new ManualTimer(base.CreateTimer(callback, state, dueTime, period), () => callback(state), dueTime, period);
            _timers.Enqueue(timer);
            return timer;
        }
    }

    private sealed class ManualTimer(ITimer timer, Action fire, TimeSpan dueTime, TimeSpan period) : ITimer
    {
        public TimeSpan DueTime => dueTime;

        public TimeSpan Period => period;

        public bool IsDisposed { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan due, TimeSpan every) => timer.Change(due, every);

        public void Dispose()
        {
            IsDisposed = true;
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return timer.DisposeAsync();
        }
    }
}
