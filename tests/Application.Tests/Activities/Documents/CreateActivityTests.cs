using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Activities.Documents;

public sealed class CreateActivityTests : IDisposable
{
    private static readonly Guid Id = new("63b76319-68ef-4412-9dd4-bb2a13315ee2");
    private static readonly JsonObject Document = UseCase.Json($$"""{"id":"{{Id}}","name":"Tea","x":1.0}""");

    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_SavesTheDocumentAndPublishesActivityCreated_WhenItIsValid()
    {
        var created = await HandleAsync(new CreateActivity(Document, Callers.Bob));

        created.Should().Be(new DocumentDto(Id, 1, Document.ToString()));
        _useCase.Published.Should().Equal(new ActivityCreated(
            Id,
            "Tea",
            "bob",
            false,
            1,
            CanonicalJson.HashOf(Document),
            new KeyedChange(JsonObject.Empty, UseCase.Json("""{"id":true,"name":true,"x":true}""")),
            Callers.Bob,
            _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        await using var db = _useCase.NewContext();
        (await db.Activities.SingleAsync()).Should().BeEquivalentTo(new { Id, OwnerId = UseCase.Bob.Id, Document = Document.ToString() });
    }

    [Fact]
    public async Task Process_PreparesTheActivity_WhenItRunsBeforeTheTransaction()
    {
        var request = new CreateActivity(Document, Callers.Ada);

        await new CreateActivityPreparation(_useCase.Clock, new LowPriority()).Process(request, default);

        request.Prepared!.Hash.Should().Be(CanonicalJson.HashOf(Document));
        var prepared = request.Prepared;
        (await HandleAsync(request)).Revision.Should().Be(1);
        _useCase.Db.Entry(prepared).State.Should().Be(EntityState.Unchanged, "it is what was saved");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_Throws_WhenTheIdIsTakenOrTombstoned(bool isTombstoned)
    {
        var taken = await _useCase.AddActivityAsync(isPrivate: isTombstoned);
        if (isTombstoned)
        {
            await using var db = _useCase.NewContext();
            (await db.Activities.SingleAsync()).Tombstone();
            await db.SaveChangesAsync();
        }

        var handle = () => HandleAsync(new CreateActivity(UseCase.Json($$"""{"id":"{{taken.Id}}"}"""), Callers.Bob));

        await handle.Should().ThrowAsync<ConflictException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheCallerIsAnonymous()
    {
        var handle = () => HandleAsync(new CreateActivity(Document, Callers.Visitor));

        await handle.Should().ThrowAsync<NotSignedInException>();
        _useCase.Published.Should().BeEmpty();
    }

    private Task<DocumentDto> HandleAsync(CreateActivity request) =>
        new CreateActivityHandler(_useCase.Db, _useCase.DocumentQuota, _useCase.Mediator, _useCase.Clock).Handle(request, default);
}
