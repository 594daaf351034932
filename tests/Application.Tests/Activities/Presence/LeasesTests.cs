using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace Dots.Application.Tests.Activities.Presence;

/// <summary>The commands that acquire, renew and end the leases of connections.</summary>
public sealed class LeasesTests : IDisposable
{
    private static readonly PresenceOptions Options = new() { GracePeriodSeconds = 10, StaleAfterSeconds = 30 };
    private static readonly Guid Node = Guid.NewGuid();
    private static readonly Guid OtherNode = Guid.NewGuid();
    private static readonly Guid Tea = Guid.NewGuid();
    private static readonly Guid Coffee = Guid.NewGuid();

    private readonly UseCase _useCase = new();

    private DateTimeOffset Now => _useCase.Clock.Now;

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Enter_PublishesUserJoined_WhenTheConnectionIsTheFirst()
    {
        await EnterAsync(Tea, Callers.Ada);
        await EnterAsync(Tea, Callers.Bob);
        await EnterAsync(Tea, Callers.Bob);

        _useCase.Published.Should().Equal(
            new UserJoined(Tea, "ada", 1, Callers.Ada, Now),
            new UserJoined(Tea, "bob", 2, Callers.Bob, Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        (await LeasesAsync()).Should().HaveCount(3);
    }

    [Fact]
    public async Task Enter_CancelsTheDeparture_WhenTheUserReconnects()
    {
        await LeaveAsync(Tea, await EnterAsync(Tea, Callers.Bob));

        await EnterAsync(Tea, Callers.Bob);

        (await ParticipantsAsync()).Should().ContainSingle().Which.LeavesAt.Should().BeNull();
        _useCase.Published.Should().ContainSingle();
    }

    [Fact]
    public async Task Leave_SchedulesTheDeparture_WhenTheConnectionIsTheLast()
    {
        var first = await EnterAsync(Tea, Callers.Bob);
        var last = await EnterAsync(Tea, Callers.Bob);
        await EnterAsync(Coffee, Callers.Bob);

        await LeaveAsync(Tea, first);
        (await ParticipantsAsync()).Should().OnlyContain(participant => participant.LeavesAt == null);
        await LeaveAsync(Tea, last);

        (await ParticipantsAsync()).Should().BeEquivalentTo(
        [
            new { ActivityId = Tea, LeavesAt = (DateTimeOffset?)(Now + Options.GracePeriod), IsLost = false },
            new { ActivityId = Coffee, LeavesAt = (DateTimeOffset?)null, IsLost = false },
        ]);
    }

    [Fact]
    public async Task Leave_ChangesNothing_WhenTheLeaseHasBeenRemoved()
    {
        await EnterAsync(Tea, Callers.Bob);

        await LeaveAsync(Tea, Guid.NewGuid());

        (await ParticipantsAsync()).Should().ContainSingle().Which.LeavesAt.Should().BeNull();
    }

    [Fact]
    public async Task LeaveAll_EndsOnlyTheLeasesOfTheNodeOnTheGivenActivities_WhenOthersExist()
    {
        await EnterAsync(Tea, Callers.Ada);
        await EnterAsync(Tea, Callers.Bob);
        await EnterAsync(Tea, Callers.Bob, OtherNode);
        var remaining = await EnterAsync(Coffee, Callers.Ada);

        await new LeaveActivitiesHandler(_useCase.Db, _useCase.Clock, Options).Handle(new LeaveActivities([Tea], Node), default);

        (await LeasesAsync()).Should().HaveCount(2).And.Contain(lease => lease.Id == remaining).And.Contain(lease => lease.NodeId == OtherNode);
        (await ParticipantsAsync()).Where(participant => participant.LeavesAt == Now + Options.GracePeriod)
            .Should().ContainSingle().Which.Should().BeEquivalentTo(new { ActivityId = Tea, Username = "ada", IsLost = false });
    }

    [Fact]
    public async Task Renew_RenewsAndCountsTheLeasesOfTheNode_WhenOtherNodesHaveLeases()
    {
        var enteredAt = Now;
        await EnterAsync(Tea, Callers.Ada);
        await EnterAsync(Coffee, Callers.Bob);
        await EnterAsync(Coffee, Callers.Bob, OtherNode);
        _useCase.Clock.Now += TimeSpan.FromSeconds(7);

        (await new RenewPresenceHandler(_useCase.Db, _useCase.Clock).Handle(new RenewPresence(Node), default)).Should().Be(2);

        (await LeasesAsync()).Should().OnlyContain(lease => lease.SeenAt == (lease.NodeId == Node ? Now : enteredAt));
        (await new FindLeasesHandler(_useCase.Db).Handle(new FindLeases(OtherNode), default)).Should().ContainSingle()
            .Which.ActivityId.Should().Be(Coffee);
    }

    [Fact]
    public async Task Sweep_PublishesUserLeftWithTheReason_WhenAUserHasNoLiveLease()
    {
        await EnterAsync(Tea, Callers.Ada);
        var left = await EnterAsync(Tea, Callers.Bob);
        await EnterAsync(Coffee, Callers.Bob, OtherNode);
        _useCase.Clock.Now += Options.StaleAfter - Options.GracePeriod;
        await LeaveAsync(Tea, left);
        await new RenewPresenceHandler(_useCase.Db, _useCase.Clock).Handle(new RenewPresence(Node), default);
        (await FindExpiredAsync()).Should().BeEmpty();
        _useCase.Clock.Now += Options.GracePeriod + TimeSpan.FromSeconds(1);
        _useCase.Mediator.ClearReceivedCalls();

        var expired = await FindExpiredAsync();
        await SweepAsync(expired);

        expired.Should().BeEquivalentTo([Tea, Coffee]);
        var bob = new Caller(UseCase.Bob, null);
        _useCase.Published.Should().BeEquivalentTo(
            [new UserLeft(Tea, "bob", false, 1, bob, Now), new UserLeft(Coffee, "bob", true, 0, bob, Now)]);
        _useCase.UnsavedAtPublish.Should().BeFalse();
        (await ParticipantsAsync()).Should().ContainSingle().Which.Username.Should().Be("ada");
        (await LeasesAsync()).Should().ContainSingle().Which.UserId.Should().Be(UseCase.Ada.Id);
    }

    [Fact]
    public async Task FindExpired_ReturnsAtMostOneSweep_WhenMoreHaveExpired()
    {
        await using (var db = _useCase.NewContext())
        {
            for (var i = 0; i <= SweepPresence.MaxActivities; i++)
            {
                db.PresenceLeases.Add(new PresenceLease(Guid.NewGuid(), Guid.NewGuid(), UseCase.Ada.Id, Node, Now - TimeSpan.FromHours(1)));
            }

            await db.SaveChangesAsync();
        }

        var first = await FindExpiredAsync();
        await SweepAsync(first);

        (first.Count, (await FindExpiredAsync()).Count).Should().Be((SweepPresence.MaxActivities, 1));
    }

    private async Task<Guid> EnterAsync(Guid activity, Caller caller, Guid? node = null)
    {
        var id = Guid.NewGuid();
        await new EnterActivityHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock)
            .Handle(new EnterActivity(activity, id, node ?? Node, caller), default);
        return id;
    }

    private Task LeaveAsync(Guid activity, Guid lease)
    {
        _useCase.Db.ChangeTracker.Clear();
        return new LeaveActivityHandler(_useCase.Db, _useCase.Clock, Options).Handle(new LeaveActivity(activity, lease), default);
    }

    private Task<IReadOnlyList<Guid>> FindExpiredAsync() =>
        new FindExpiredPresenceHandler(_useCase.Db, _useCase.Clock, Options).Handle(new FindExpiredPresence(), default);

    private Task SweepAsync(IReadOnlyList<Guid> activities)
    {
        _useCase.Db.ChangeTracker.Clear();
        return new SweepPresenceHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock, Options).Handle(new SweepPresence(activities), default);
    }

    private async Task<List<PresenceLease>> LeasesAsync()
    {
        await using var db = _useCase.NewContext();
        return await db.PresenceLeases.ToListAsync();
    }

    private async Task<List<Participant>> ParticipantsAsync()
    {
        await using var db = _useCase.NewContext();
        return await db.Participants.ToListAsync();
    }
}
