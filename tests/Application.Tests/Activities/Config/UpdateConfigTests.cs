using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Activities.Config;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Application.Tests.Activities.Documents;
using Dots.Domain.Activities;

namespace Dots.Application.Tests.Activities.Config;

public sealed class UpdateConfigTests : IDisposable
{
    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_PublishesTheChangeAndItsUndoWithTheConfigRevision_WhenTheConfigChanges(bool isPrepared)
    {
        var activity = await _useCase.AddActivityAsync();

        var config = await UpdateAsync(Request(activity.Id, """{"theme":"dark"}""", Callers.Bob, 1), isPrepared);
        await UpdateAsync(Request(activity.Id, """{"theme":"light"}""", Callers.Bob, 2), isPrepared);

        config.Should().Be(new DocumentDto(activity.Id, 2, """{"theme":"dark"}"""));
        _useCase.Published.Should().Equal(
            new ActivityConfigured(
                activity.Id, 2, Change("""{"theme":"dark"}"""), new(JsonObject.Empty, UseCase.Json("""{"theme":true}""")), Callers.Bob, _useCase.Clock.Now),
            new ActivityConfigured(
                activity.Id, 3, Change("""{"theme":"light"}"""), Change("""{"theme":"dark"}"""), Callers.Bob, _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"theme":"dark"}""", 2)]
    [InlineData("{}", 1)]
    public async Task Handle_DoesNotApplyTheEdit_WhenThatWasPrepared(string config, int revision)
    {
        var activity = await _useCase.AddActivityAsync();
        var edit = new CountedEdit(_ => UseCase.Json(config));
        var request = new UpdateConfig(activity.Id, null, edit, Callers.Ada);

        await Process(request);
        edit.Applied.Should().Be(1);

        (await UpdateAsync(request, isPrepared: false)).Revision.Should().Be(revision);
        edit.Applied.Should().Be(1, "the handler runs while it holds the lock");
    }

    [Fact]
    public async Task Handle_RecomputesTheChange_WhenAnotherUpdateCommittedAfterThePreparation()
    {
        var activity = await _useCase.AddActivityAsync();
        var late = Request(activity.Id, """{"late":true}""", Callers.Ada);
        await Process(late);
        await UpdateAsync(Request(activity.Id, """{"theme":"dark"}""", Callers.Ada), isPrepared: true);

        var config = await UpdateAsync(late, isPrepared: false);

        config.Should().Be(new DocumentDto(activity.Id, 3, """{"theme":"dark","late":true}"""));
        ((ActivityConfigured)_useCase.Published[1]).Change.Should().Be(Change("""{"late":true}"""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_PublishesNothing_WhenNothingChanges(bool isPrepared)
    {
        var activity = await _useCase.AddActivityAsync();

        (await UpdateAsync(Request(activity.Id, "{}", Callers.Ada), isPrepared)).Revision.Should().Be(1);

        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheRevisionIsStaleOrAccessIsDenied()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true);

        (await Awaiting(Callers.Ada, 2).Should().ThrowAsync<StaleException>()).Which.CurrentRevision.Should().Be(1);
        await Awaiting(Callers.Bob).Should().ThrowAsync<NotFoundException>();
        await Awaiting(Callers.Visitor).Should().ThrowAsync<NotSignedInException>();
        _useCase.Published.Should().BeEmpty();

        Func<Task> Awaiting(Caller caller, int? seen = null) =>
            () => UpdateAsync(Request(activity.Id, """{"theme":"dark"}""", caller, seen), isPrepared: true);
    }

    private static KeyedChange Change(string updated) => new(UseCase.Json(updated), JsonObject.Empty);

    private static UpdateConfig Request(Guid id, string change, Caller caller, int? seen = null) =>
        new(id, seen, DocumentEdit.Change(JsonElement.Parse(change)), caller);

    private async Task Process(UpdateConfig request)
    {
        await using var db = _useCase.NewContext();
        await new UpdateConfigPreparation(db, new LowPriority()).Process(request, default);
    }

    private async Task<DocumentDto> UpdateAsync(UpdateConfig request, bool isPrepared)
    {
        if (isPrepared)
        {
            await Process(request);
        }

        return await new UpdateConfigHandler(_useCase.Db, _useCase.DocumentQuota, _useCase.Mediator, _useCase.Clock).Handle(request, default);
    }
}
