using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using FluentValidation;
using NSubstitute;

namespace Dots.Application.Tests.Activities.Access;

public sealed class SetAccessTests : IDisposable
{
    private readonly UseCase _useCase = new();
    private readonly IUserDirectory _users = Substitute.For<IUserDirectory>();

    public SetAccessTests() => _users.FindManyAsync(default!, default).ReturnsForAnyArgs(new Dictionary<string, User> { ["BOB"] = UseCase.Bob });

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_SetsTheAccessAndPublishesNothing_WhenTheCallerIsTheOwner()
    {
        var activity = await _useCase.AddActivityAsync();

        var access = await HandleAsync(new SetAccess(activity.Id, true, ["BOB"], Callers.Ada));

        access.Should().BeEquivalentTo(new AccessDto("ada", true, ["bob"]));
        _useCase.Published.Should().BeEmpty();
        await using var db = _useCase.NewContext();
        db.Activities.Single().Members.Should().Equal(new ActivityMember(UseCase.Bob.Id, "bob"));
    }

    [Fact]
    public async Task Handle_KeepsTheSetting_WhenItIsOmitted()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true, members: UseCase.Bob);

        (await HandleAsync(new SetAccess(activity.Id, null, [], Callers.Ada))).Should().BeEquivalentTo(new AccessDto("ada", true, []));
        (await HandleAsync(new SetAccess(activity.Id, false, null, Callers.Ada))).Should().BeEquivalentTo(new AccessDto("ada", false, []));
    }

    [Fact]
    public async Task Handle_Throws_WhenTheCallerIsNotTheOwner()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true, members: UseCase.Bob);

        await Awaiting(Callers.Bob).Should().ThrowAsync<ForbiddenException>().WithMessage("*ada*");
        await Awaiting(Callers.Visitor).Should().ThrowAsync<NotSignedInException>();

        Func<Task> Awaiting(Caller caller) => () => HandleAsync(new SetAccess(activity.Id, false, null, caller));
    }

    [Fact]
    public async Task Handle_ReportsEachUnknownUser_WhenMembersDoNotExist()
    {
        var activity = await _useCase.AddActivityAsync();

        var handle = () => HandleAsync(new SetAccess(activity.Id, true, ["x", "BOB", "y"], Callers.Ada));

        (await handle.Should().ThrowAsync<ValidationException>()).Which.Errors.Select(error => error.PropertyName).Should().Equal("members[0]", "members[2]");
    }

    [Fact]
    public async Task Process_LooksUpAllMembersInOneQuery_WhenMembersAreGiven()
    {
        var request = new SetAccess(Guid.Empty, true, ["x", "BOB"], Callers.Ada);

        await new SetAccessPreparation(_users).Process(request, default);

        request.Users.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create("BOB", UseCase.Bob));
        await _users.Received(1).FindManyAsync(Arg.Is<IReadOnlyCollection<string>>(names => names.SequenceEqual(new[] { "x", "BOB" })), default);
    }

    [Fact]
    public async Task Process_LooksUpNoUsers_WhenTheCallerIsAnonymousOrGivesNoMembers()
    {
        await new SetAccessPreparation(_users).Process(new SetAccess(Guid.Empty, true, ["BOB"], Callers.Visitor), default);
        await new SetAccessPreparation(_users).Process(new SetAccess(Guid.Empty, true, null, Callers.Ada), default);

        _users.ReceivedCalls().Should().BeEmpty();
    }

    [Fact]
    public void Validate_Fails_WhenThereAreTooManyMembersOrOneIsEmpty()
    {
        var validator = new SetAccessValidator();

        validator.Validate(new SetAccess(Guid.Empty, null, new string?[Activity.MaxMembers + 1], Callers.Ada)).IsValid.Should().BeFalse();
        validator.Validate(new SetAccess(Guid.Empty, null, ["ada", ""], Callers.Ada)).Errors.Should().ContainSingle()
            .Which.PropertyName.Should().BeOneOf("Members[1]", "members[1]");
        validator.Validate(new SetAccess(Guid.Empty, null, null, Callers.Ada)).IsValid.Should().BeTrue();
    }

    private async Task<AccessDto> HandleAsync(SetAccess request)
    {
        await new SetAccessPreparation(_users).Process(request, default);
        return await new SetAccessHandler(_useCase.Db).Handle(request, default);
    }
}
