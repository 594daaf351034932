using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Activities.Events;
using Dots.Application.Broadcasting;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure;
using Dots.Infrastructure.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dots.Activities.Tests.Application;

public sealed class UpdateActivityTests : IDisposable
{
    private static readonly Caller Ada = new(new User(TestDatabase.Ada, "ada"), "c-1");
    private static readonly Caller Eve = new(new User(TestDatabase.Eve, "eve"), null);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly ServiceProvider _services;
    private readonly IServiceScope _scope;
    private readonly DotsDbContext _db;
    private readonly IMediator _mediator = Substitute.For<IMediator>();
    private readonly TestClock _clock = new();
    private readonly Activity _activity;

    public UpdateActivityTests()
    {
        _services = new ServiceCollection().AddLogging().AddInfrastructure(_database.ConnectionString).BuildServiceProvider();
        _scope = _services.CreateScope();
        _db = _scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        _activity = Activity.Create((JsonObject)JsonValue.Parse("""{"name":"Tea"}"""), Guid.NewGuid(), TestDatabase.Ada, "ada", _clock.Now);
        _db.Activities.Add(_activity);
        _db.SaveChanges();
    }

    public void Dispose()
    {
        _scope.Dispose();
        _services.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Handle_SavesAndPublishesTheChange()
    {
        var document = await UpdateAsync("""{"name":"Hot tea"}""", expected: 1);

        (document.Revision, document.Json).Should().Be((2, $$"""{"id":"{{_activity.Id}}","name":"Hot tea"}"""));
        (await _db.Activities.AsNoTracking().SingleAsync()).Document.Should().Be(document.Json);
        await _mediator.Received(1).Publish(
            Arg.Is<ActivityUpdated>(e => e.ActivityId == _activity.Id && e.Revision == 2 && e.Actor == Ada && e.At == _clock.Now
                && e.Change.Updated.ToString() == """{"name":"Hot tea"}"""),
            Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Handle_PublishesNothing_WhenNothingChanges()
    {
        (await UpdateAsync("""{"name":"Tea"}""", expected: null)).Revision.Should().Be(1);

        await _mediator.DidNotReceiveWithAnyArgs().Publish(default(ActivityUpdated)!, default);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Handle_Throws_WhenTheCallerHasSeenAnotherRevision(int expected)
    {
        (await FluentActions.Awaiting(() => UpdateAsync("""{"name":"Hot tea"}""", expected)).Should().ThrowAsync<StaleException>())
            .Which.CurrentRevision.Should().Be(1);
    }

    [Fact]
    public async Task Handle_Throws_WhenTheActivityIsClosedToTheCaller()
    {
        _activity.Restrict(isPrivate: true, []);
        await _db.SaveChangesAsync();

        await FluentActions.Awaiting(() => UpdateAsync("{}", null, Eve)).Should().ThrowAsync<ForbiddenException>();
        await FluentActions.Awaiting(() => UpdateAsync("{}", null, new Caller(null, null))).Should().ThrowAsync<NotSignedInException>();
    }

    [Fact]
    public async Task Handle_LeavesNoEvent_WhenTheTransactionRollsBack()
    {
        var services = _scope.ServiceProvider;
        _mediator.Publish(Arg.Any<ActivityUpdated>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            await services.GetRequiredService<IEventBroadcaster>().BroadcastAsync("activities", "activity_updated", "{}"u8.ToArray(), default);
            throw new InvalidOperationException("The disk is on fire.");
        });

        await FluentActions.Awaiting(() => services.GetRequiredService<IWriteTransaction>().RunAsync(
            () => UpdateAsync("""{"name":"Hot tea"}""", null), CancellationToken.None)).Should().ThrowAsync<InvalidOperationException>();

        _database.Count("events").Should().Be(0);
        (await _db.Activities.AsNoTracking().SingleAsync()).Name.Should().Be("Tea");
    }

    private Task<DocumentDto> UpdateAsync(string change, int? expected, Caller? caller = null) =>
        new UpdateActivityHandler(_db, _mediator, _clock).Handle(
            new UpdateActivity(_activity.Id, expected, DocumentEdit.Change(JsonElement.Parse(change)), caller ?? Ada), CancellationToken.None);
}
