using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using NSubstitute;

namespace Dots.Application.Tests.Activities;

public sealed class SetAccessTests : IDisposable
{
    private readonly UseCase _useCase = new();
    private readonly IUserDirectory _users = Substitute.For<IUserDirectory>();

    public SetAccessTests() => _users.FindAsync("BOB", Arg.Any<CancellationToken>()).Returns(UseCase.Bob);

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_Decides_AndTellsNobody()
    {
        var activity = await _useCase.AddActivityAsync();

        var access = await HandleAsync(new SetAccess(activity.Id, true, ["BOB"], Callers.Ada));

        access.Should().BeEquivalentTo(new AccessDto("ada", true, ["bob"]));
        _useCase.Published.Should().BeEmpty();
        await using var db = _useCase.NewContext();
        db.Activities.Single().Members.Should().Equal(new ActivityMember(UseCase.Bob.Id, "bob"));
    }

    [Fact]
    public async Task Handle_LeavesWhatIsNotGiven()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true, members: UseCase.Bob);

        (await HandleAsync(new SetAccess(activity.Id, null, [], Callers.Ada))).Should().BeEquivalentTo(new AccessDto("ada", true, []));
        (await HandleAsync(new SetAccess(activity.Id, false, null, Callers.Ada))).Should().BeEquivalentTo(new AccessDto("ada", false, []));
    }

    [Fact]
    public async Task Handle_Refuses_WhoeverIsNotTheOwner()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true, members: UseCase.Bob);

        await Awaiting(Callers.Bob).Should().ThrowAsync<ForbiddenException>().WithMessage("*ada*");
        await Awaiting(Callers.Visitor).Should().ThrowAsync<NotSignedInException>();

        Func<Task> Awaiting(Caller caller) => () => HandleAsync(new SetAccess(activity.Id, false, null, caller));
    }

    [Fact]
    public async Task Handle_NamesEachWhoIsNobody()
    {
        var activity = await _useCase.AddActivityAsync();

        var handle = () => HandleAsync(new SetAccess(activity.Id, true, ["x", "BOB", "y"], Callers.Ada));

        (await handle.Should().ThrowAsync<ValidationException>()).Which.Errors.Select(error => error.PropertyName).Should().Equal("members[0]", "members[2]");
    }

    [Fact]
    public void Validate_BoundsTheMembers_AndWantsNames()
    {
        var validator = new SetAccessValidator();

        validator.Validate(new SetAccess(Guid.Empty, null, new string?[Activity.MaxMembers + 1], Callers.Ada)).IsValid.Should().BeFalse();
        validator.Validate(new SetAccess(Guid.Empty, null, ["ada", ""], Callers.Ada)).Errors.Should().ContainSingle()
            .Which.PropertyName.Should().BeOneOf("Members[1]", "members[1]");
        validator.Validate(new SetAccess(Guid.Empty, null, null, Callers.Ada)).IsValid.Should().BeTrue();
    }

    private Task<AccessDto> HandleAsync(SetAccess request) => new SetAccessHandler(_useCase.Db, _users).Handle(request, default);
}
