using System.Text;
using Dots.Application.Events;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Events;

public sealed class EventLogTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly TestClock _clock = new();
    private readonly Node _node;
    private readonly EventLog _log;

    public EventLogTests()
    {
        _node = new Node(_database, services => services.AddSingleton<TimeProvider>(_clock));
        _log = _node.Get<EventLog>();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Append_StoresAllFields_WhenAnEventIsBroadcast()
    {
        await _node.AppendAsync("notifications", "newBoard", """{"board_name": "Żółć"}""");

        var read = (await _log.ReadAsync(["notifications"], 0, new(10, int.MaxValue), default)).Events.Should().ContainSingle().Which;

        (read.Id, read.Channel, read.Type, read.AppendedAt).Should().Be((1, "notifications", "newBoard", _clock.Now));
        Encoding.UTF8.GetString(read.Payload.Span).Should().Be("""{"board_name": "Żółć"}""");
    }

    [Fact]
    public async Task GetBounds_ReturnsZero_WhenTheLogIsEmpty()
    {
        (await _log.GetBoundsAsync(default)).Should().Be(new LogBounds(0, 0));
    }

    [Fact]
    public async Task GetBounds_ReturnsTheRetainedRange_WhenEventsWereTrimmed()
    {
        await AppendAsync("aaaa");
        await TrimAsync(limit: 2);

        (await _log.GetBoundsAsync(default)).Should().Be(new LogBounds(3, 4));
    }

    [Fact]
    public async Task Append_NeverReusesAnId_WhenAllButTheNewestWereTrimmed()
    {
        await AppendAsync("aaa");
        await TrimAsync();

        await AppendAsync("a");

        (await IdsAsync("a")).Should().Equal(3, 4);
    }

    [Fact]
    public async Task Append_NeverReusesAnId_WhenTheWholeLogWasDeleted()
    {
        await AppendAsync("aaa");
        await using (var connection = _database.Open())
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "DELETE FROM events";
            await command.ExecuteNonQueryAsync();
        }

        await AppendAsync("a");

        (await IdsAsync("a")).Should().Equal(4);
    }

    [Fact]
    public async Task Read_MergesChannelsInLogOrder_WhenSeveralAreRead()
    {
        await AppendAsync("abcabcab");

        (await IdsAsync("ac")).Should().Equal(1, 3, 4, 6, 7);
        (await IdsAsync("ca", after: 1, limit: 3)).Should().Equal(3, 4, 6);
        (await IdsAsync("x")).Should().BeEmpty();
        (await _log.ReadAllChannelsAsync(5, new(2, int.MaxValue), default)).Events.Select(e => e.Id).Should().Equal(6, 7);
    }

    [Fact]
    public async Task ReadTail_ReturnsTheNewestUpToTheGivenId_WhenMoreExist()
    {
        await AppendAsync("aabaaab");

        (await _log.ReadTailAsync("a", through: 5, limit: new(3, int.MaxValue), default)).Events.Select(e => e.Id).Should().Equal(2, 4, 5);
        (await _log.ReadTailAsync("a", through: 5, limit: new(10, int.MaxValue), default)).Events.Select(e => e.Id).Should().Equal(1, 2, 4, 5);
    }

    [Fact]
    public async Task Read_EndsThePage_WhenItsPayloadsReachTheLimit()
    {
        for (var i = 0; i < 6; i++)
        {
            await _node.AppendAsync(i % 2 == 0 ? "a" : "b", "x", new string(' ', 999) + "1");
        }

        var page = await _log.ReadAsync(["a", "b"], 1, new(100, 2500), default);
        (page.Events.Select(e => e.Id), page.IsLast).Should().BeEquivalentTo((new long[] { 2, 3, 4 }, false));
        page = await _log.ReadAsync(["a", "b"], 4, new(100, 2500), default);
        (page.Events.Select(e => e.Id), page.IsLast).Should().BeEquivalentTo((new long[] { 5, 6 }, true));
        page = await _log.ReadAsync(["a"], 0, new(100, 1), default);
        (page.Events.Select(e => e.Id), page.IsLast).Should().BeEquivalentTo((new long[] { 1 }, false), "an event that exceeds the limit must be read some day");
        page = await _log.ReadAllChannelsAsync(0, new(100, 1001), default);
        (page.Events.Select(e => e.Id), page.IsLast).Should().BeEquivalentTo((new long[] { 1, 2 }, false));
        page = await _log.ReadTailAsync("a", through: 6, new(100, 1500), default);
        (page.Events.Select(e => e.Id), page.IsLast).Should().BeEquivalentTo((new long[] { 3, 5 }, false));
        page = await _log.ReadTailAsync("a", through: 6, new(2, 100_000), default);
        (page.Events.Select(e => e.Id), page.IsLast).Should().BeEquivalentTo((new long[] { 3, 5 }, false));
    }

    [Fact]
    public async Task Trim_DeletesOldEventsOldestFirst_WhenTheyPrecedeTheCutOff()
    {
        await AppendAsync("aaa");
        var cutOff = _clock.Now += TimeSpan.FromDays(1);
        await AppendAsync("aa");

        (await _log.TrimAsync(cutOff, 2, default)).Should().Be(2);
        (await _log.TrimAsync(cutOff, 2, default)).Should().Be(1);
        (await _log.TrimAsync(cutOff, 2, default)).Should().Be(0);

        (await IdsAsync("a")).Should().Equal(4, 5);
    }

    [Fact]
    public async Task Trim_KeepsTheNewestEvent_WhenAllAreOld()
    {
        await AppendAsync("ab");

        await TrimAsync();
        await TrimAsync();

        (await _log.GetBoundsAsync(default)).Should().Be(new LogBounds(2, 2));
    }

    // Appends one event for each letter, on the channel of that name.
    private async Task AppendAsync(string channels)
    {
        foreach (var channel in channels)
        {
            await _node.AppendAsync($"{channel}", "x");
        }
    }

    private Task TrimAsync(int limit = 100) => _log.TrimAsync(_clock.Now + TimeSpan.FromTicks(1), limit, default);

    private async Task<IEnumerable<long>> IdsAsync(string channels, long after = 0, int limit = 100) =>
        (await _log.ReadAsync([.. channels.Select(channel => $"{channel}")], after, new(limit, int.MaxValue), default)).Events.Select(e => e.Id);
}
