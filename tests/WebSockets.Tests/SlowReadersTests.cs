using Dots.Application.Streaming;
using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

public sealed class SlowReadersTests
{
    private static readonly string Large = $"\"{new string('x', 20_000)}\"";

    [Fact]
    public async Task Reader_IsDisconnectedWithoutLoss_WhenASendTakesTooLong()
    {
        await using var app = await DotsApp.StartAsync("Streams:SendTimeoutSeconds=0.3");
        using var slow = await RawSocket.OpenAsync(app.Address, receiveBuffer: 4096);
        await using var other = await SocketReader.OpenAsync(app.Address);
        var reading = other.TakeThroughAsync(40);

        var last = await AppendAsync(app, 40);
        await Waiting.UntilAsync(() => app.Ended(StreamEnd.TooSlow) == 1, "the slow reader is cut off");

        var logged = await app.LoggedIdsAsync();
        (await reading).Should().Equal(logged, "nobody waits for a slow reader");
        var taken = new List<long>();
        while (await slow.ReadFrameAsync() is { Opcode: Frame.Text } message)
        {
            taken.Add(message.Seq);
        }

        await using var again = await SocketReader.OpenAsync(app.Address, $"/ws/notifications/?since={taken.LastOrDefault()}");
        taken.AddRange(await again.TakeThroughAsync(last));
        taken.Should().Equal(logged);
    }

    [Fact]
    public async Task Reader_IsClosedWith1013_WhenItIsTooFarBehindBetweenTwoSends()
    {
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=1000000");
        using var slow = await RawSocket.OpenAsync(app.Address, receiveBuffer: 4096);

        // It is blocked in its first sends while the window moves on.
        var last = await AppendAsync(app, 100);
        var taken = new List<long>();
        Frame? frame;
        while ((frame = await slow.ReadFrameAsync()) is { Opcode: Frame.Text })
        {
            taken.Add(frame.Seq);
        }

        frame!.Opcode.Should().Be(Frame.Close);
        frame.CloseCode.Should().Be(1013);
        app.Ended(StreamEnd.TooFarBehind).Should().Be(1);
        await using var again = await SocketReader.OpenAsync(app.Address, $"/ws/notifications/?since={taken.LastOrDefault()}");
        taken.AddRange(await again.TakeThroughAsync(last));
        taken.Should().Equal(await app.LoggedIdsAsync());
    }

    [Fact]
    public async Task Reader_IsDisconnected_WhenItDoesNotReadItsReplies()
    {
        await using var app = await DotsApp.StartAsync("Streams:SendTimeoutSeconds=0.3");
        using var flooding = await RawSocket.OpenAsync(app.Address, receiveBuffer: 4096);

        var sending = Task.Run(async () =>
        {
            while (true)
            {
                await flooding.SendTextAsync("{}");
            }
        });

        await sending.Awaiting(task => task.WaitAsync(Waiting.Timeout)).Should().ThrowAsync<System.IO.IOException>("the server reads no more, and then hangs up");
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the place is given back");
    }

    private static async Task<long> AppendAsync(DotsApp app, int count)
    {
        var last = 0L;
        for (var i = 0; i < count; i++)
        {
            last = await app.AppendAsync("newBoard", Large);
        }

        return last;
    }
}
