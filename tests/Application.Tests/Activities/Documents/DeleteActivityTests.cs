using Dots.Application.Accounts;
using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace Dots.Application.Tests.Activities.Documents;

public sealed class DeleteActivityTests : IDisposable
{
    private readonly UseCase _useCase = new();
    private readonly IAdministrators _administrators = Substitute.For<IAdministrators>();

    public void Dispose() => _useCase.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Handle_DeletesTheActivityAndPublishesTheUndo_WhenTheCallerIsTheOwner(bool isPrivate, bool isPrepared)
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: isPrivate);
        await using (var db = _useCase.NewContext())
        {
            var stored = await db.Activities.SingleAsync();
            stored.Apply(stored.PrepareConfig(_ => UseCase.Json("""{"theme":"dark"}"""))!);
            var file = new ActivityFile(activity.Id, "a");
            file.ReplaceContent(new FileContent(Guid.NewGuid(), 1, "s", "m"), "text/plain", "ada", _useCase.Clock.Now);
            db.Files.Add(file);
            await db.SaveChangesAsync();
        }

        var request = new DeleteActivity(activity.Id, 1, Callers.Ada);
        if (isPrepared)
        {
            await ProcessAsync(request);
        }

        await HandleAsync(request);

        _useCase.Published.Should().Equal(new ActivityDeleted(
            activity.Id,
            "Tea",
            isPrivate,
            2,
            new KeyedChange(activity.Content, JsonObject.Empty),
            new KeyedChange(UseCase.Json("""{"theme":"dark"}"""), JsonObject.Empty),
            Callers.Ada,
            _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        await using var after = _useCase.NewContext();
        (await after.Activities.AnyAsync(), await after.Files.AnyAsync()).Should().Be((false, false));

        // Only the access control of a private activity is kept: it still guards the activity's events in the log.
        (await after.Activities.IgnoreQueryFilters().Select(a => a.Document).ToListAsync()).Should().Equal(isPrivate ? ["{}"] : []);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_Throws_WhenTheCallerIsNeitherOwnerNorAdministrator(bool isPrivate)
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: isPrivate, members: UseCase.Bob);

        var handle = () => HandleAsync(activity.Id, Callers.Bob);

        await handle.Should().ThrowAsync<ForbiddenException>().WithMessage("*ada*");
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_DoesNotRevealTheOwner_WhenTheActivityIsPrivateAndTheCallerNoMember()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true);

        var handle = () => HandleAsync(activity.Id, Callers.Bob);

        (await handle.Should().ThrowAsync<NotFoundException>()).Which.Message.Should().NotContain("ada");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_DeletesTheActivity_WhenTheCallerIsAnAdministrator(bool isPrivate)
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: isPrivate);
        _administrators.Contains(UseCase.Bob).Returns(true);

        await HandleAsync(activity.Id, Callers.Bob);

        _useCase.Published.Should().ContainSingle().Which.Should().BeOfType<ActivityDeleted>().Which.Actor.Should().Be(Callers.Bob);
    }

    [Fact]
    public async Task Handle_Throws_WhenTheRevisionIsStaleOrTheCallerAnonymousOrTheActivityMissing()
    {
        var activity = await _useCase.AddActivityAsync();

        await Awaiting(activity.Id, Callers.Ada, 2).Should().ThrowAsync<StaleException>();
        await Awaiting(activity.Id, Callers.Visitor).Should().ThrowAsync<NotSignedInException>();
        await Awaiting(Guid.NewGuid(), Callers.Ada).Should().ThrowAsync<NotFoundException>();
        _useCase.Published.Should().BeEmpty();

        Func<Task> Awaiting(Guid id, Caller caller, int? seen = null) => () => HandleAsync(id, caller, seen);
    }

    [Fact]
    public async Task Handle_PublishesTheUndoThatWasPrepared_UnlessTheActivityHasChangedSince()
    {
        var (unchanged, changed) = (await _useCase.AddActivityAsync(), await _useCase.AddActivityAsync());
        var requests = new[] { unchanged, changed }.Select(activity => new DeleteActivity(activity.Id, null, Callers.Ada)).ToList();
        foreach (var request in requests)
        {
            await ProcessAsync(request);
        }

        await using (var db = _useCase.NewContext())
        {
            var stored = await db.Activities.SingleAsync(activity => activity.Id == changed.Id);
            stored.Apply(stored.PrepareConfig(_ => UseCase.Json("""{"theme":"dark"}"""))!);
            await db.SaveChangesAsync();
        }

        foreach (var request in requests)
        {
            await HandleAsync(request);
        }

        var deleted = _useCase.Published.Cast<ActivityDeleted>().ToList();
        deleted[0].Undo.Should().BeSameAs(requests[0].Prepared!.Result!.Document);
        deleted[1].ConfigUndo.Updated.ToString().Should().Be("""{"theme":"dark"}""");
    }

    private Task HandleAsync(Guid id, Caller caller, int? seen = null) => HandleAsync(new DeleteActivity(id, seen, caller));

    private Task HandleAsync(DeleteActivity request) =>
        new DeleteActivityHandler(_useCase.Db, _useCase.Mediator, _administrators, new RemovedFiles(), _useCase.Clock).Handle(request, default);

    private async Task ProcessAsync(DeleteActivity request)
    {
        await using var db = _useCase.NewContext();
        await new DeleteActivityPreparation(db, _administrators, new LowPriority()).Process(request, default);
    }
}
