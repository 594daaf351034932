using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Activities.Documents;

public sealed class UpdateActivityTests : IDisposable
{
    private const string HotTea = """{"name":"Hot tea"}""";

    private readonly UseCase _useCase = new();
    private readonly LowPriority _lowPriority = new();

    public void Dispose() => _useCase.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_PublishesTheChangeAndItsUndo_WhenTheDocumentChanges(bool isPrepared)
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true, members: UseCase.Bob);

        var document = await UpdateAsync(Request(activity, HotTea, Callers.Bob, 1), isPrepared);

        document.Should().Be(new DocumentDto(activity.Id, 2, $$"""{"id":"{{activity.Id}}","name":"Hot tea"}"""));
        _useCase.Published.Should().Equal(new ActivityUpdated(
            activity.Id,
            "Hot tea",
            IsPrivate: true,
            2,
            CanonicalJson.HashOf(UseCase.Json(document.Json!)),
            new KeyedChange(UseCase.Json(HotTea), JsonObject.Empty),
            new KeyedChange(UseCase.Json("""{"name":"Tea"}"""), JsonObject.Empty),
            Callers.Bob,
            _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        await using var db = _useCase.NewContext();
        (await db.Activities.SingleAsync()).Document.Should().Be(document.Json);
    }

    [Fact]
    public async Task Handle_RecomputesTheChange_WhenAnotherUpdateCommittedAfterThePreparation()
    {
        var activity = await _useCase.AddActivityAsync();
        var late = Request(activity, """{"late":true}""");
        await Process(late);
        await UpdateAsync(Request(activity, HotTea), isPrepared: true);

        var document = await UpdateAsync(late, isPrepared: false);

        document.Should().Be(new DocumentDto(activity.Id, 3, $$"""{"id":"{{activity.Id}}","name":"Hot tea","late":true}"""));
        ((ActivityUpdated)_useCase.Published[1]).Change.Updated.ToString().Should().Be("""{"late":true}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_PublishesNothing_WhenNothingChanges(bool isPrepared)
    {
        var activity = await _useCase.AddActivityAsync();

        (await UpdateAsync(Request(activity, """{"name":"Tea"}"""), isPrepared)).Revision.Should().Be(1);

        _useCase.Published.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Hot tea", 2)]
    [InlineData("Tea", 1)]
    public async Task Handle_DoesNotApplyTheEdit_WhenThatWasPrepared(string name, int revision)
    {
        var activity = await _useCase.AddActivityAsync();
        var edit = new CountedEdit(document => new KeyedChange(UseCase.Json($$"""{"name":"{{name}}"}"""), JsonObject.Empty).ApplyTo(document));
        var request = new UpdateActivity(activity.Id, null, edit, Callers.Ada);

        await Process(request);
        edit.Applied.Should().Be(1);

        (await UpdateAsync(request, isPrepared: false)).Revision.Should().Be(revision);
        edit.Applied.Should().Be(1, "the handler runs while it holds the lock");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(0, 2, 7)]
    public async Task Handle_Throws_WhenTheCallerExpectsOtherRevisions(params int[] seen)
    {
        var activity = await _useCase.AddActivityAsync();

        var handle = () => UpdateAsync(Request(activity, HotTea, Callers.Ada, seen), isPrepared: true);

        (await handle.Should().ThrowAsync<StaleException>()).Which.CurrentRevision.Should().Be(1);
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Updates_WhenOneOfTheExpectedRevisionsMatches()
    {
        var activity = await _useCase.AddActivityAsync();

        (await UpdateAsync(Request(activity, HotTea, Callers.Ada, 7, 1), isPrepared: true)).Revision.Should().Be(2);
    }

    [Fact]
    public async Task Handle_HonoursTheRevisionInTheEdit_WhenTheRequestHasNone()
    {
        var activity = await _useCase.AddActivityAsync();
        const string edit = """{"base_revision":7,"updated_fields":{"a":1}}""";

        var handle = () => UpdateAsync(Request(activity, edit), isPrepared: true);

        await handle.Should().ThrowAsync<StaleException>();
        (await UpdateAsync(Request(activity, edit, Callers.Ada, 1), isPrepared: true)).Revision.Should().Be(2);
    }

    [Fact]
    public async Task Handle_Throws_WhenAccessIsDeniedOrTheActivityIsMissing()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true);
        var missing = new UpdateActivity(Guid.NewGuid(), null, DocumentEdit.Change(JsonElement.Parse(HotTea)), Callers.Ada);

        await Awaiting(Request(activity, HotTea, Callers.Bob)).Should().ThrowAsync<NotFoundException>();
        await Awaiting(Request(activity, HotTea, Callers.Visitor)).Should().ThrowAsync<NotSignedInException>();
        await Awaiting(missing).Should().ThrowAsync<NotFoundException>();
        _useCase.Published.Should().BeEmpty();

        Func<Task> Awaiting(UpdateActivity request) => () => UpdateAsync(request, isPrepared: true);
    }

    [Fact]
    public async Task Handle_RefusesToExceedTheOwnersQuota_WhoeverWrites_ButNotToShrink()
    {
        var activity = await _useCase.AddActivityAsync();
        await _useCase.AddActivityAsync($$"""{"text":"{{new string('x', 8000)}}"}""");
        _useCase.ActivityLimits.MaxBytesPerUser = 5 * 4096;
        var (small, large) = (new string('x', 5000), new string('x', 13_000));

        (await UpdateAsync(Request(activity, $$"""{"text":"{{small}}"}""", Callers.Bob), isPrepared: true)).Revision.Should().Be(2);
        var refused = () => UpdateAsync(Request(activity, $$"""{"text":"{{large}}"}""", Callers.Bob), isPrepared: true);

        (await refused.Should().ThrowAsync<QuotaExceededException>()).Which.Message.Should().Be(
            "The documents and configurations of all activities of ada may have 20480 bytes together; shorten or delete some.");
        _useCase.Db.ChangeTracker.Clear();
        _useCase.ActivityLimits.MaxBytesPerUser = 1;
        (await UpdateAsync(Request(activity, """{"removed_fields":["text"]}"""), isPrepared: true)).Revision.Should().Be(3);
    }

    [Theory]
    [InlineData(LargeJson.MinBytes / 2, 0)]
    [InlineData(LargeJson.MinBytes, 1)]
    public async Task Process_ComputesAtALowPriority_WhenTheEditOrTheDocumentIsLarge(int bytes, int expected)
    {
        var activity = await _useCase.AddActivityAsync();
        var grown = Request(activity, $$"""{"text":"{{new string('x', bytes)}}"}""");

        await UpdateAsync(grown, isPrepared: true);
        _lowPriority.Count.Should().Be(expected);
        await UpdateAsync(Request(activity, """{"small":1}"""), isPrepared: true);

        _lowPriority.Count.Should().Be(2 * expected);
        grown.Prepared.Should().NotBeNull();
    }

    private static UpdateActivity Request(Activity activity, string change, Caller? caller = null, params int[] seen) => new(
        activity.Id, seen.Length == 0 ? null : new Precondition(new Versions(Any: false, [.. seen.Select(PreconditionEvaluation.VersionOf)]), null), DocumentEdit.Change(JsonElement.Parse(change)), caller ?? Callers.Ada);

    private async Task Process(UpdateActivity request)
    {
        await using var db = _useCase.NewContext();
        await new UpdateActivityPreparation(db, _lowPriority).Process(request, default);
    }

    private async Task<DocumentDto> UpdateAsync(UpdateActivity request, bool isPrepared)
    {
        if (isPrepared)
        {
            await Process(request);
        }

        return await new UpdateActivityHandler(_useCase.Db, _useCase.DocumentQuota, _useCase.Mediator, _useCase.Clock).Handle(request, default);
    }
}
