using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Streaming;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Streaming;

public sealed class EventStreamsTests : IAsyncLifetime
{
    private const string Main = "notifications";
    private const string Side = "alerts";
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly List<(TestOutput Output, Task<StreamEnd> End)> _streams = [];
    private readonly CancellationTokenSource _readersGone = new();
    private NumberFormat _format = new();
    private Node? _node;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _readersGone.CancelAsync();
        await Task.WhenAll(_streams.Select(stream => stream.End)).WaitAsync(Generous);
        _readersGone.Dispose();
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _database.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8_000)] // the window then holds only the latest events
    public async Task Run_SendsExactlyTheLaterEvents_WhenItStartsAtAnyCursor(int padding)
    {
        _format = new NumberFormat(padding);
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        for (var i = 1; i <= 30; i++)
        {
            await _node!.AppendAsync(i % 5 == 0 ? "users/9" : i % 3 == 0 ? Side : Main, "x");
        }

        var outputs = Enumerable.Range(0, 31).Select(cursor => Open(after: cursor)).ToList();
        await _node!.AppendAsync(Main, "x");

        for (var cursor = 0; cursor <= 30; cursor++)
        {
            await outputs[cursor].UntilIdAsync(31);
            outputs[cursor].Ids.Should().Equal(Enumerable.Range(cursor + 1, 31 - cursor).Where(id => id % 5 != 0).Select(id => (long)id));
        }
    }

    [Fact]
    public async Task Run_ReplaysAtALowPriority_WhenTheCursorIsBeforeTheWindow()
    {
        _format = new NumberFormat(8_000);
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        for (var i = 1; i <= 30; i++)
        {
            await _node!.AppendAsync(Main, "x");
        }

        var output = Open(after: 0);
        await output.UntilIdAsync(30);

        output.Ids.Should().Equal(Enumerable.Range(1, 30).Select(id => (long)id));
        output.Senders.First().Should().StartWith("low priority");
    }

    [Fact]
    public async Task Run_KeepsLogOrder_WhenWritersAndReadersComeAndGoConcurrently()
    {
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        _format = new NumberFormat(2_000);
        Prop.ForAll(
                Gen.Elements((Main, "a"), (Main, "b"), (Side, "a"), ("users/9", "a")).ArrayOf(12)
                    .Zip(Gen.Choose(0, 20).Zip(Gen.Elements("a", "b", "ab")).ArrayOf(4)).ToArbitrary(),
                input => CheckAsync(input.Item1, input.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(12).WithQuietOnSuccess(true));

        async Task CheckAsync((string Channel, string Type)[] events, (int Back, string Types)[] readers)
        {
            using var disconnected = new CancellationTokenSource();
            var latest = (await _node!.Get<EventLog>().GetBoundsAsync(default)).Latest;
            var writing = Task.WhenAll(events.Select(e => _node.AppendAsync(e.Channel, e.Type)));
            var opened = readers
                .Select(reader => (
                    After: Math.Max(0, latest - reader.Back),
                    Types: reader.Types.Select(type => $"{type}").ToHashSet(),
                    Output: Open(Math.Max(0, latest - reader.Back), [.. reader.Types.Select(type => $"{type}"), "end"])))
                .ToList();

            // Readers that come and go meanwhile move other subscriptions within the lists.
            var guests = Enumerable.Range(0, 4).Select(_ => Open(latest, disconnected: disconnected.Token)).ToList();
            await disconnected.CancelAsync();
            await writing;
            await _node.AppendAsync(Main, "end");

            var log = (await _node.Get<EventLog>().ReadAsync([Main, Side], 0, new(10_000, int.MaxValue), default)).Events;
            foreach (var (after, types, output) in opened)
            {
                await output.UntilIdAsync(log[^1].Id);
                output.Ids.Should().Equal(log.Where(e => e.Id > after && (types.Contains(e.Type) || e.Type == "end")).Select(e => e.Id));
                output.HadOverlappingSends.Should().BeFalse();
            }

            guests.Should().AllSatisfy(guest => guest.Ids.Should().BeInAscendingOrder());
        }
    }

    [Fact]
    public async Task Run_SendsOnlyWantedTypes_WhenReplayingAndLive()
    {
        await StartAsync();
        await AppendAsync("a", "b", "b", "a");
        var output = Open(after: 0, ["a", "end"]);

        await AppendAsync("b", "a", "b", "end");

        await output.UntilIdAsync(8);
        output.Ids.Should().Equal(1, 4, 6, 8);
    }

    [Fact]
    public async Task Run_SendsAllPendingFramesTogether_WhenASendCompletesLater()
    {
        await StartAsync();
        var output = Open(after: 0);
        output.Block();
        await AppendAsync("x");
        await output.UntilAsync(() => output.Sends == 1);
        var witness = Open(after: 1);
        await AppendAsync("x", "x", "x");
        await witness.UntilIdAsync(4);

        output.Unblock();

        await output.UntilIdAsync(4);
        output.Ids.Should().Equal(1, 2, 3, 4);
        output.Sends.Should().Be(2);
        output.HadOverlappingSends.Should().BeFalse();
    }

    [Fact]
    public async Task Run_ContinuesForOthers_WhenOneReaderStalls()
    {
        await StartAsync();
        var stuck = Open(after: 0);
        stuck.Block();
        var others = Enumerable.Range(0, 5).Select(_ => Open(after: 0)).ToList();

        await AppendAsync("x", "x", "x");

        await Task.WhenAll(others.Select(other => other.UntilIdAsync(3)));
        stuck.Ids.Should().BeEmpty();
    }

    [Fact]
    public async Task Run_DisconnectsAReader_WhenOneSendTakesTooLong()
    {
        await StartAsync(options => options.SendTimeoutSeconds = 0.1);
        var stuck = Open(after: 0);
        stuck.Block();
        await AppendAsync("x");

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.TooSlow);

        stuck.IsAborted.Should().BeTrue();
        _node!.Get<IStreamStats>().Read().Ended[StreamEnd.TooSlow].Should().Be(1);
    }

    [Fact]
    public async Task Run_DisconnectsAReader_WhenAReplayTakesTooLong()
    {
        _format = new NumberFormat(20_000);
        await StartAsync(options =>
        {
            options.SendTimeoutSeconds = 0.1;
            options.WindowBytes = StreamOptions.MinWindowBytes;
        });
        await AppendAsync([.. Enumerable.Repeat("x", 20)]);
        var output = new TestOutput();
        output.Block();
        Open(output, after: 0);

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.TooSlow);

        output.IsAborted.Should().BeTrue();
    }

    [Fact]
    public async Task Run_DisconnectsAReader_WhenItFallsBehindByMoreThanTheWindow()
    {
        _format = new NumberFormat(20_000);
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        var slow = Open(after: 0);
        var end = _streams[^1].End;
        slow.Block();
        await AppendAsync("x");
        await slow.UntilAsync(() => slow.Sends == 1);
        var fast = Open(after: 1);
        for (var id = 2; id <= 21; id++)
        {
            // One at a time: on a busy machine, the fast reader could otherwise fall behind too.
            await AppendAsync("x");
            await fast.UntilIdAsync(id);
        }

        slow.Unblock();

        (await end.WaitAsync(Generous)).Should().Be(StreamEnd.TooFarBehind);
        slow.IsAborted.Should().BeTrue();
        fast.Ids.Should().Equal(Enumerable.Range(2, 20).Select(id => (long)id));
    }

    [Fact]
    public async Task Run_ReadsTheLog_WhenOneCommitIsLargerThanTheWindow()
    {
        _format = new NumberFormat(20_000);
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        await AppendAsync("x");
        var reader = Open(after: 0);
        await reader.UntilIdAsync(1);

        await _node!.InScopeAsync<IServiceProvider, int>(scope => scope.GetRequiredService<IWriteTransaction>().RunAsync(
            async () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    await scope.GetRequiredService<IEventBroadcaster>().BroadcastAsync(Main, "x", "{}"u8.ToArray(), default);
                }

                return 0;
            },
            default));

        await reader.UntilIdAsync(21);
        reader.Ids.Should().Equal(Enumerable.Range(1, 21).Select(id => (long)id));
    }

    [Fact]
    public async Task Run_SendsKeepAlives_WhenTheStreamIsIdle()
    {
        await StartAsync(options => options.KeepAliveSeconds = 0.05);
        var output = Open(after: 0);

        await output.UntilAsync(() => output.Lines.Count >= 3);
        await AppendAsync("x");
        await output.UntilIdAsync(1);

        output.Lines.Take(3).Should().Equal("-", "-", "-");
        output.Ids.Should().Equal(1);
    }

    [Fact]
    public async Task Run_Ends_WhenTheReaderDisconnects()
    {
        await StartAsync();
        using var disconnected = new CancellationTokenSource();
        var output = Open(after: 0, disconnected: disconnected.Token);
        await AppendAsync("x");
        await output.UntilIdAsync(1);

        await disconnected.CancelAsync();

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ReaderGone);
    }

    [Fact]
    public async Task Run_Ends_WhenTheConnectionBreaks()
    {
        await StartAsync();
        var output = Open(after: 0);
        await AppendAsync("x");
        await output.UntilIdAsync(1);
        output.IsBroken = true;

        await AppendAsync("x");

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ReaderGone);
    }

    [Fact]
    public async Task Run_Ends_WhenTheConnectionBreaksDuringASend()
    {
        await StartAsync();
        var output = Open(after: 0);
        output.Block();
        await AppendAsync("x");
        await output.UntilAsync(() => output.Sends == 1);

        output.Abort();

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ReaderGone);
    }

    [Fact]
    public async Task Stop_EndsEveryStreamAfterItsCurrentFrame_WhenSendsAreInProgress()
    {
        await StartAsync(options => options.StopTimeout = TimeSpan.FromMilliseconds(200));
        var idle = Open(after: 0);
        var idleEnd = _streams[^1].End;
        await AppendAsync("x");
        await idle.UntilIdAsync(1);
        var sending = Open(new TestOutput(), after: 1);
        var sendingEnd = _streams[^1].End;
        var stuck = Open(new TestOutput(), after: 1);
        var stuckEnd = _streams[^1].End;
        sending.Block();
        stuck.Block();
        await AppendAsync("x");
        await Task.WhenAll(sending.UntilAsync(() => sending.Sends == 1), stuck.UntilAsync(() => stuck.Sends == 1));
        await idle.UntilIdAsync(2);

        _node!.Get<StreamHub>().Stop();
        (await idleEnd.WaitAsync(Generous)).Should().Be(StreamEnd.ServerStopping);
        sending.Unblock();
        (await sendingEnd.WaitAsync(Generous)).Should().Be(StreamEnd.ServerStopping);
        (await stuckEnd.WaitAsync(Generous)).Should().Be(StreamEnd.ServerStopping);

        idle.IsAborted.Should().BeFalse();
        sending.Ids.Should().Equal(2);
        stuck.IsAborted.Should().BeTrue();
    }

    [Fact]
    public async Task Run_EndsImmediately_WhenTheServerIsAlreadyStopping()
    {
        await StartAsync();
        _node!.Get<StreamHub>().Stop();

        Open(after: 0);

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ServerStopping);
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData("", 5)]
    [InlineData("0", 0)]
    [InlineData("2", 2)]
    [InlineData("3", 3)]
    [InlineData("5", 5)]
    public async Task Begin_StartsAtTheCursor_WhenItCanBeHonoured(string? cursor, long after)
    {
        await StartTrimmedAsync();

        var start = await _node!.Get<IEventStreams>().BeginAsync(cursor, "", default);

        (start.After, start.Reset).Should().Be((after, null));
    }

    [Theory]
    [InlineData("1", "*older than what is kept, which begins at 3.")]
    [InlineData("6", "*ahead of the log, which ends at 5.")]
    [InlineData("9223372036854775807", "*ahead of the log*")]
    [InlineData("9223372036854775808", CursorReset.NotANumber)]
    [InlineData("-1", CursorReset.NotANumber)]
    [InlineData("+1", CursorReset.NotANumber)]
    [InlineData("1.0", CursorReset.NotANumber)]
    [InlineData(" 1", CursorReset.NotANumber)]
    [InlineData("0x1", CursorReset.NotANumber)]
    [InlineData("١", CursorReset.NotANumber)]
    [InlineData("abc", CursorReset.NotANumber)]
    public async Task Begin_StartsLiveWithAResetReason_WhenTheCursorCannotBeHonoured(string cursor, string reason)
    {
        await StartTrimmedAsync();

        var start = await _node!.Get<IEventStreams>().BeginAsync(cursor, "", default);

        start.Reset.Should().Match(reason);
        (start.After, start.Bounds).Should().Be((5, new LogBounds(3, 5)));
    }

    [Fact]
    public async Task Begin_StartsAfterAcknowledgedEvents_WhenTheLogReaderHasNotStarted()
    {
        _node = new Node(_database);
        await _node.AppendAsync(Main, "x");

        (await _node.Get<IEventStreams>().BeginAsync(null, "", default)).After.Should().Be(1);
    }

    [Fact]
    public async Task Reader_ContinuesAtTheEndOfTheLog_WhenTheServerRestarts()
    {
        await StartAsync();
        await AppendAsync("x", "x");
        await _node!.DisposeAsync();

        await StartAsync();
        var output = Open(after: 1);
        await AppendAsync("x");

        await output.UntilIdAsync(3);
        output.Ids.Should().Equal(2, 3);
    }

    [Fact]
    public async Task Reader_ReadsEventsOfOtherNodes_WhenItIsNotWoken()
    {
        await StartAsync(options => options.PollInterval = TimeSpan.FromMilliseconds(50));
        await using var other = new Node(_database);
        var output = Open(after: 0);

        await other.AppendAsync(Main, "x");

        await output.UntilIdAsync(1);
    }

    private Task StartAsync(Action<StreamOptions>? configure = null)
    {
        _node = new Node(_database, services => services.Configure<StreamOptions>(options => configure?.Invoke(options)));
        return _node.StartReaderAsync();
    }

    // The log then holds 3, 4 and 5.
    private async Task StartTrimmedAsync()
    {
        await StartAsync();
        var output = Open(after: 0);
        await AppendAsync("x", "x", "x", "x", "x");
        await _node!.Get<EventLog>().TrimAsync(DateTimeOffset.MaxValue, 2, default);
        await output.UntilIdAsync(5);
    }

    private async Task AppendAsync(params string[] types)
    {
        foreach (var type in types)
        {
            await _node!.AppendAsync(Main, type);
        }
    }

    private TestOutput Open(long after, HashSet<string>? types = null, CancellationToken? disconnected = null) => Open(new TestOutput(), after, types, disconnected);

    private TestOutput Open(TestOutput output, long after, HashSet<string>? types = null, CancellationToken? disconnected = null)
    {
        var request = new StreamRequest([Main, Side], after, types, _format);
        _streams.Add((output, _node!.Get<IEventStreams>().RunAsync(request, output, disconnected ?? _readersGone.Token)));
        return output;
    }
}
