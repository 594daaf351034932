using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Streaming;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Events;

public sealed class EventStreamsTests : IAsyncLifetime
{
    private const string Main = "notifications";
    private const string Side = "alerts";
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly List<(Wire Wire, Task<StreamEnd> End)> _streams = [];
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
    [InlineData(8_000)] // the window then holds only the last few
    public async Task Run_SendsExactlyTheRest_FromEveryCursor(int padding)
    {
        _format = new NumberFormat(padding);
        await StartAsync(options => options.WindowBytes = StreamOptions.MinWindowBytes);
        for (var i = 1; i <= 30; i++)
        {
            await _node!.AppendAsync(i % 5 == 0 ? "users/9" : i % 3 == 0 ? Side : Main, "x");
        }

        var wires = Enumerable.Range(0, 31).Select(cursor => Open(after: cursor)).ToList();
        await _node!.AppendAsync(Main, "x");

        for (var cursor = 0; cursor <= 30; cursor++)
        {
            await wires[cursor].UntilIdAsync(31);
            wires[cursor].Ids.Should().Equal(Enumerable.Range(cursor + 1, 31 - cursor).Where(id => id % 5 != 0).Select(id => (long)id));
        }
    }

    [Fact]
    public async Task Run_KeepsTheOrderOfTheLog_WhenWritersAndReadersComeAndGoAtOnce()
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
            using var gone = new CancellationTokenSource();
            var latest = (await _node!.Get<EventLog>().GetBoundsAsync(default)).Latest;
            var writing = Task.WhenAll(events.Select(e => _node.AppendAsync(e.Channel, e.Type)));
            var opened = readers
                .Select(reader => (
                    After: Math.Max(0, latest - reader.Back),
                    Types: reader.Types.Select(type => $"{type}").ToHashSet(),
                    Wire: Open(Math.Max(0, latest - reader.Back), [.. reader.Types.Select(type => $"{type}"), "end"])))
                .ToList();

            // Some come and go meanwhile, and so move others about in the lists of subscriptions.
            var guests = Enumerable.Range(0, 4).Select(_ => Open(latest, gone: gone.Token)).ToList();
            await gone.CancelAsync();
            await writing;
            await _node.AppendAsync(Main, "end");

            var log = await _node.Get<EventLog>().ReadAsync([Main, Side], 0, 10_000, default);
            foreach (var (after, types, wire) in opened)
            {
                await wire.UntilIdAsync(log[^1].Id);
                wire.Ids.Should().Equal(log.Where(e => e.Id > after && (types.Contains(e.Type) || e.Type == "end")).Select(e => e.Id));
                wire.WasSharedBySends.Should().BeFalse();
            }

            guests.Should().AllSatisfy(guest => guest.Ids.Should().BeInAscendingOrder());
        }
    }

    [Fact]
    public async Task Run_SendsOnlyWantedTypes_OfThePastAndThePresent()
    {
        await StartAsync();
        await AppendAsync("a", "b", "b", "a");
        var wire = Open(after: 0, ["a", "end"]);

        await AppendAsync("b", "a", "b", "end");

        await wire.UntilIdAsync(8);
        wire.Ids.Should().Equal(1, 4, 6, 8);
    }

    [Fact]
    public async Task Run_SendsAllThatIsDueAtOnce_WhenASendCompletesLater()
    {
        await StartAsync();
        var wire = Open(after: 0);
        wire.Block();
        await AppendAsync("x");
        await wire.UntilAsync(() => wire.Sends == 1);
        var witness = Open(after: 1);
        await AppendAsync("x", "x", "x");
        await witness.UntilIdAsync(4);

        wire.Unblock();

        await wire.UntilIdAsync(4);
        wire.Ids.Should().Equal(1, 2, 3, 4);
        wire.Sends.Should().Be(2);
        wire.WasSharedBySends.Should().BeFalse();
    }

    [Fact]
    public async Task Run_GoesOnForOthers_WhileOneDoesNotRead()
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
    public async Task Run_CutsAReaderOff_WhenOneSendTakesTooLong()
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
    public async Task Run_CutsAReaderOff_WhenAReplayTakesTooLong()
    {
        _format = new NumberFormat(20_000);
        await StartAsync(options =>
        {
            options.SendTimeoutSeconds = 0.1;
            options.WindowBytes = StreamOptions.MinWindowBytes;
        });
        await AppendAsync([.. Enumerable.Repeat("x", 20)]);
        var wire = new Wire();
        wire.Block();
        Open(wire, after: 0);

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.TooSlow);

        wire.IsAborted.Should().BeTrue();
    }

    [Fact]
    public async Task Run_CutsAReaderOff_WhenItFallsBehindByMoreThanTheWindow()
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
            // One by one, or a busy machine would make a slow reader of the fast one.
            await AppendAsync("x");
            await fast.UntilIdAsync(id);
        }

        slow.Unblock();

        (await end.WaitAsync(Generous)).Should().Be(StreamEnd.TooFarBehind);
        slow.IsAborted.Should().BeTrue();
        fast.Ids.Should().Equal(Enumerable.Range(2, 20).Select(id => (long)id));
    }

    [Fact]
    public async Task Run_ReadsTheLog_WhenOneCommitIsLargerThanTheWindowAndTheReaderHasKeptUp()
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
    public async Task Run_SendsKeepAlives_OnAStreamThatIsQuiet()
    {
        await StartAsync(options => options.KeepAliveSeconds = 0.05);
        var wire = Open(after: 0);

        await wire.UntilAsync(() => wire.Lines.Count >= 3);
        await AppendAsync("x");
        await wire.UntilIdAsync(1);

        wire.Lines.Take(3).Should().Equal("-", "-", "-");
        wire.Ids.Should().Equal(1);
    }

    [Fact]
    public async Task Run_Ends_WhenTheReaderGoes()
    {
        await StartAsync();
        using var gone = new CancellationTokenSource();
        var wire = Open(after: 0, gone: gone.Token);
        await AppendAsync("x");
        await wire.UntilIdAsync(1);

        await gone.CancelAsync();

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ReaderGone);
    }

    [Fact]
    public async Task Run_Ends_WhenTheWireBreaks()
    {
        await StartAsync();
        var wire = Open(after: 0);
        await AppendAsync("x");
        await wire.UntilIdAsync(1);
        wire.IsBroken = true;

        await AppendAsync("x");

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ReaderGone);
    }

    [Fact]
    public async Task Run_Ends_WhenTheWireBreaksInTheMiddleOfASend()
    {
        await StartAsync();
        var wire = Open(after: 0);
        wire.Block();
        await AppendAsync("x");
        await wire.UntilAsync(() => wire.Sends == 1);

        wire.Abort();

        (await _streams[^1].End.WaitAsync(Generous)).Should().Be(StreamEnd.ReaderGone);
    }

    [Fact]
    public async Task Stop_EndsEveryStream_AfterTheFrameThatItIsSending()
    {
        await StartAsync(options => options.StopTimeout = TimeSpan.FromMilliseconds(200));
        var idle = Open(after: 0);
        var idleEnd = _streams[^1].End;
        await AppendAsync("x");
        await idle.UntilIdAsync(1);
        var sending = Open(new Wire(), after: 1);
        var sendingEnd = _streams[^1].End;
        var stuck = Open(new Wire(), after: 1);
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
    public async Task Run_EndsAtOnce_WhenTheServerIsStoppingAlready()
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

        var start = await _node!.Get<IEventStreams>().BeginAsync(cursor, default);

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
    public async Task Begin_StartsLiveAndSaysWhy_WhenTheCursorCannotBeHonoured(string cursor, string reason)
    {
        await StartTrimmedAsync();

        var start = await _node!.Get<IEventStreams>().BeginAsync(cursor, default);

        start.Reset.Should().Match(reason);
        (start.After, start.Bounds).Should().Be((5, new LogBounds(3, 5)));
    }

    [Fact]
    public async Task Begin_StartsAfterWhatWasAcknowledged_WhenTheLogsReaderIsNotThereYet()
    {
        _node = new Node(_database);
        await _node.AppendAsync(Main, "x");

        (await _node.Get<IEventStreams>().BeginAsync(null, default)).After.Should().Be(1);
    }

    [Fact]
    public async Task Reader_GoesOnFromTheLogsEnd_WhenTheServerStartsAgain()
    {
        await StartAsync();
        await AppendAsync("x", "x");
        await _node!.DisposeAsync();

        await StartAsync();
        var wire = Open(after: 1);
        await AppendAsync("x");

        await wire.UntilIdAsync(3);
        wire.Ids.Should().Equal(2, 3);
    }

    [Fact]
    public async Task Reader_SeesWhatOthersWrite_WithoutBeingWoken()
    {
        await StartAsync(options => options.PollInterval = TimeSpan.FromMilliseconds(50));
        await using var other = new Node(_database);
        var wire = Open(after: 0);

        await other.AppendAsync(Main, "x");

        await wire.UntilIdAsync(1);
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
        var wire = Open(after: 0);
        await AppendAsync("x", "x", "x", "x", "x");
        await _node!.Get<EventLog>().TrimAsync(DateTimeOffset.MaxValue, 2, default);
        await wire.UntilIdAsync(5);
    }

    private async Task AppendAsync(params string[] types)
    {
        foreach (var type in types)
        {
            await _node!.AppendAsync(Main, type);
        }
    }

    private Wire Open(long after, HashSet<string>? types = null, CancellationToken? gone = null) => Open(new Wire(), after, types, gone);

    private Wire Open(Wire wire, long after, HashSet<string>? types = null, CancellationToken? gone = null)
    {
        var request = new StreamRequest([Main, Side], after, types, _format);
        _streams.Add((wire, _node!.Get<IEventStreams>().RunAsync(request, wire, gone ?? _readersGone.Token)));
        return wire;
    }
}
