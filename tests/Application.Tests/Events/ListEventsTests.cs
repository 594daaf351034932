using Dots.Application.Common;
using Dots.Application.Events;
using NSubstitute;

namespace Dots.Application.Tests.Events;

public sealed class ListEventsTests
{
    private static readonly Caller Visitor = new(null, null);

    private readonly IEventLog _log = Substitute.For<IEventLog>();

    [Fact]
    public async Task Handle_ContinuesAfterTheLastItem_WhenThePageIsFull()
    {
        var page = await ListAsync(new LogBounds(1, 50), after: 7, limit: 2, found: [8, 10]);

        page.Items.Select(item => item.Id).Should().Equal(8, 10);
        (page.NextAfter, page.Oldest, page.Latest, page.Reset).Should().Be((10, 1, 50, null));
    }

    [Fact]
    public async Task Handle_ContinuesAtTheEndOfTheLog_WhenThePageIsNotFull()
    {
        (await ListAsync(new LogBounds(1, 50), after: 7, limit: 3, found: [8, 10])).NextAfter.Should().Be(50);
        (await ListAsync(new LogBounds(1, 50), after: 7, limit: 3, found: [])).NextAfter.Should().Be(50);
    }

    [Fact]
    public async Task Handle_ContinuesAfterTheLastItem_WhenItWasAppendedAfterTheBoundsWereRead()
    {
        (await ListAsync(new LogBounds(1, 50), after: 50, limit: 3, found: [51])).NextAfter.Should().Be(51);
    }

    [Theory]
    [InlineData(51, "*ahead of the log, which ends at 50.")]
    [InlineData(8, "*older than what is kept, which begins at 10.")]
    public async Task Handle_ReturnsTheResetReason_WhenTheCursorCannotBeHonoured(long after, string reason)
    {
        var page = await ListAsync(new LogBounds(10, 50), after, limit: 3, found: []);

        page.Reset.Should().Match(reason);
        page.NextAfter.Should().Be(50);
        await _log.DidNotReceiveWithAnyArgs().ReadAsync(default!, default, default, default);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(50)]
    [InlineData(0)]
    public async Task Handle_HonoursTheCursor_WhenNoLaterEventWasTrimmed(long after)
    {
        (await ListAsync(new LogBounds(10, 50), after, limit: 3, found: [])).Reset.Should().BeNull();
    }

    [Theory]
    [InlineData("notifications", true)]
    [InlineData("alerts", true)]
    [InlineData("users/1", false)]
    [InlineData("", false)]
    public void Validate_AcceptsOnlyPublicChannels_WhenAChannelIsGiven(string channel, bool isValid)
    {
        new ListEventsValidator().Validate(new ListEvents(channel, null, null, [], Visitor)).IsValid.Should().Be(isValid);
    }

    [Theory]
    [InlineData(0L, 1, true)]
    [InlineData(0L, 1000, true)]
    [InlineData(-1L, 1, false)]
    [InlineData(0L, 0, false)]
    [InlineData(0L, 1001, false)]
    public void Validate_RejectsThePage_WhenItIsOutOfRange(long after, int limit, bool isValid)
    {
        new ListEventsValidator().Validate(new ListEvents(null, after, limit, [], Visitor)).IsValid.Should().Be(isValid);
    }

    private Task<EventPage> ListAsync(LogBounds bounds, long after, int limit, long[] found)
    {
        _log.GetBoundsAsync(default).ReturnsForAnyArgs(bounds);
        var notifications = Arg.Is<IReadOnlyList<string>>(channels => channels.Single() == "notifications");
        var events = found.Select(id => new ServerEvent(id, "notifications", "newBoard", default, default)).ToList();
        _log.ReadAsync(notifications, after, new PageLimit(limit, ListEvents.MaxBytes), Arg.Any<CancellationToken>())
            .Returns(new LogPage(events, IsLast: events.Count < limit));
        return new ListEventsHandler(_log, Substitute.For<IChannelAccess>()).Handle(new ListEvents(null, after, limit, [], Visitor), default);
    }
}
