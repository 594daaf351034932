using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Activities.Config;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;

namespace Dots.Application.Tests.Activities.Config;

public sealed class UpdateConfigTests : IDisposable
{
    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_PublishesTheChangeAndItsUndoWithTheConfigRevision_WhenTheConfigChanges()
    {
        var activity = await _useCase.AddActivityAsync();

        var config = await HandleAsync(activity.Id, """{"theme":"dark"}""", Callers.Bob, 1);
        await HandleAsync(activity.Id, """{"theme":"light"}""", Callers.Bob, 2);

        config.Should().Be(new DocumentDto(activity.Id, 2, """{"theme":"dark"}"""));
        _useCase.Published.Should().Equal(
            new ActivityConfigured(
                activity.Id, 2, Change("""{"theme":"dark"}"""), new(JsonObject.Empty, UseCase.Json("""{"theme":true}""")), Callers.Bob, _useCase.Clock.Now),
            new ActivityConfigured(
                activity.Id, 3, Change("""{"theme":"light"}"""), Change("""{"theme":"dark"}"""), Callers.Bob, _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public async Task Handle_PublishesNothing_WhenNothingChanges()
    {
        var activity = await _useCase.AddActivityAsync();

        (await HandleAsync(activity.Id, "{}", Callers.Ada)).Revision.Should().Be(1);

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

        Func<Task> Awaiting(Caller caller, int? seen = null) => () => HandleAsync(activity.Id, """{"theme":"dark"}""", caller, seen);
    }

    private static KeyedChange Change(string updated) => new(UseCase.Json(updated), JsonObject.Empty);

    private Task<DocumentDto> HandleAsync(Guid id, string change, Caller caller, int? seen = null) =>
        new UpdateConfigHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock)
            .Handle(new UpdateConfig(id, seen, DocumentEdit.Change(JsonElement.Parse(change)), caller), default);
}
