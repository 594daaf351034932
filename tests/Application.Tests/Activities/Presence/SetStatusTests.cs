using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Activities.Presence;

public sealed class SetStatusTests : IDisposable
{
    private static readonly PresenceOptions Options = new() { GracePeriodSeconds = 10, StaleAfterSeconds = 30 };

    private readonly UseCase _useCase = new();

    private DateTimeOffset Now => _useCase.Clock.Now;

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_PublishesUserJoinedBeforeTheStatus_WhenTheUserWasNotPresent()
    {
        var activity = await _useCase.AddActivityAsync();

        var state = await HandleAsync(activity.Id, """{"status":"busy","mode":"edit"}""", isWhole: true);

        state.ToString().Should().Be("""{"status":"busy","mode":"edit"}""");
        _useCase.Published.Should().Equal(
            new UserJoined(activity.Id, "bob", 1, Callers.Bob, Now),
            new UserStatusUpdated(activity.Id, "bob", state, Change("""{"status":"busy","mode":"edit"}"""), Callers.Bob, Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        (await ReadAsync()).Should().BeEquivalentTo(new { LeavesAt = Now + Options.StaleAfter, IsLost = true });
    }

    [Fact]
    public async Task Handle_SchedulesNoDeparture_WhenTheUserIsConnected()
    {
        var activity = await _useCase.AddActivityAsync();
        await AddAsync(new Participant(activity.Id, UseCase.Bob.Id, "bob", Now));

        await HandleAsync(activity.Id, """{"status":"busy"}""", isWhole: true);

        _useCase.Published.Should().ContainSingle().Which.Should().BeOfType<UserStatusUpdated>();
        (await ReadAsync()).LeavesAt.Should().BeNull();
    }

    [Theory]
    [InlineData(2, 34)]
    [InlineData(60, 60)]
    public async Task Handle_PostponesTheDeparture_WhenTheUserIsWithinTheGracePeriod(int leavesAfter, int expected)
    {
        var activity = await _useCase.AddActivityAsync();
        var participant = new Participant(activity.Id, UseCase.Bob.Id, "bob", Now);
        participant.ScheduleDeparture(Now + TimeSpan.FromSeconds(leavesAfter), isLost: false);
        await AddAsync(participant);
        var leftAt = Now;
        _useCase.Clock.Now += TimeSpan.FromSeconds(4);

        await HandleAsync(activity.Id, """{"status":"busy"}""", isWhole: true);

        (await ReadAsync()).Should().BeEquivalentTo(new { LeavesAt = leftAt + TimeSpan.FromSeconds(expected), IsLost = true });
    }

    [Theory]
    [InlineData(true, """{"status":"online","step":"s1"}""")]
    [InlineData(false, """{"status":"busy","step":"s1"}""")]
    public async Task Handle_ReplacesOrMergesTheState_WhenTheUserHasOne(bool isWhole, string expected)
    {
        var activity = await _useCase.AddActivityAsync();
        await HandleAsync(activity.Id, """{"status":"busy"}""", isWhole: true);

        (await HandleAsync(activity.Id, """{"step":"s1"}""", isWhole)).ToString().Should().Be(expected);
    }

    [Fact]
    public async Task Handle_PublishesNothing_WhenNothingChanges()
    {
        var activity = await _useCase.AddActivityAsync();
        await AddAsync(new Participant(activity.Id, UseCase.Bob.Id, "bob", Now));

        await HandleAsync(activity.Id, """{"status":"online"}""", isWhole: true);

        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheStatusIsInvalidOrAccessIsDeniedOrTheActivityIsMissing()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true);

        await Awaiting(activity.Id, Callers.Ada, """{"status":7}""").Should().ThrowAsync<DocumentException>();
        await Awaiting(activity.Id, Callers.Bob, "{}").Should().ThrowAsync<NotFoundException>();
        await Awaiting(activity.Id, Callers.Visitor, "{}").Should().ThrowAsync<NotSignedInException>();
        await Awaiting(Guid.NewGuid(), Callers.Ada, "{}").Should().ThrowAsync<NotFoundException>();
        _useCase.Published.Should().BeEmpty();

        Func<Task> Awaiting(Guid id, Caller caller, string state) => () => HandleAsync(id, state, isWhole: true, caller);
    }

    private static KeyedChange Change(string updated) => new(UseCase.Json(updated), JsonObject.Empty);

    private async Task AddAsync(Participant participant)
    {
        await using var db = _useCase.NewContext();
        db.Participants.Add(participant);
        await db.SaveChangesAsync();
    }

    private async Task<Participant> ReadAsync()
    {
        await using var db = _useCase.NewContext();
        return await db.Participants.SingleAsync();
    }

    private Task<JsonObject> HandleAsync(Guid id, string state, bool isWhole, Caller? caller = null) =>
        new SetStatusHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock, Options)
            .Handle(new SetStatus(id, UseCase.Json(state), isWhole, caller ?? Callers.Bob), default);
}
