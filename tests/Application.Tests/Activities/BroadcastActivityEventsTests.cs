using Dots.Application.Activities;

namespace Dots.Application.Tests.Activities;

/// <summary>The exact messages about an activity's documents, with their channels and their order.</summary>
public sealed class BroadcastActivityEventsTests : ActivityMessageTests
{
    [Fact]
    public async Task Handle_BroadcastsToTheActivityAndThenToAllActivities_WhenItIsCreated()
    {
        await HandleAsync(new BroadcastActivityEvents(Log), new ActivityCreated(Activity, "Tea", "ada", false, 1, "h", Undo, Ada, Time));

        const string message = $$$"""{"id":101,"event":"activity_created","activity_id":"{{{Id}}}","action":"created","revision":1,"timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"id":"{{{Id}}}","name":"Tea","creator_username":"ada","revision":1,"hash":"h"}}""";
        Log.Sent.Should().Equal((Own, "activity_created", message), ("activities", "activity_created", message));
        Log.Undos.Should().Equal(new ActivityUndo(Undo, null));
    }

    [Fact]
    public async Task Handle_BroadcastsToTheActivityAlone_WhenItIsCreatedPrivate()
    {
        await HandleAsync(new BroadcastActivityEvents(Log), new ActivityCreated(Activity, "Tea", "ada", true, 1, "h", Undo, Ada, Time));

        Log.Sent.Select(sent => sent.Channel).Should().Equal(Own);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_BroadcastsTheChangeAndASummaryToAllActivities_WhenItIsUpdated(bool isPrivate)
    {
        await HandleAsync(
            new BroadcastActivityEvents(Log), new ActivityUpdated(Activity, "Hot tea", isPrivate, 8, "h", Change, Undo, Ada, Time));

        const string head = $$"""{"id":102,"event":"activity_updated","activity_id":"{{Id}}","action":"updated","revision":8,"timestamp":"{{At}}","actor":{{Actor}},"base_revision":7,"data":{"id":"{{Id}}","revision":8,"hash":"h","name":"Hot tea"}""";
        var own = (Own, "activity_updated", $$$"""{{{head}}},"updated_fields":{"name":"Hot tea"},"removed_fields":{"steps":["s1"]}}""");
        Log.Sent.Should().Equal(isPrivate ? [own] : [own, ("activities", "activity_updated", $$"""{{head}}}""")]);
        Log.Undos.Should().Equal(new ActivityUndo(Undo, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handle_BroadcastsToAllActivitiesUnlessItWasPrivate_WhenItIsDeleted(bool isPrivate)
    {
        await HandleAsync(new BroadcastActivityEvents(Log), new ActivityDeleted(Activity, "Tea", isPrivate, 9, Undo, Change, Ada, Time));

        const string message = $$$"""{"id":103,"event":"activity_deleted","activity_id":"{{{Id}}}","action":"deleted","revision":9,"timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"id":"{{{Id}}}","name":"Tea"}}""";
        var own = (Own, "activity_deleted", message);
        Log.Sent.Should().Equal(isPrivate ? [own] : [own, ("activities", "activity_deleted", message)]);
        Log.Undos.Should().Equal(new ActivityUndo(Undo, Change));
    }

    [Fact]
    public async Task Handle_BroadcastsToTheActivityOnly_WhenItIsConfigured()
    {
        await HandleAsync(new BroadcastActivityEvents(Log), new ActivityConfigured(Activity, 3, Change, Undo, Ada, Time));

        Log.Sent.Should().Equal((Own, "activity_config_updated", $$$"""{"id":111,"event":"activity_config_updated","activity_id":"{{{Id}}}","action":"config_updated","timestamp":"{{{At}}}","actor":{{{Actor}}},"base_revision":2,"data":{"config_revision":3,"name":"Hot tea"},"updated_fields":{"name":"Hot tea"},"removed_fields":{"steps":["s1"]}}"""));
        Log.Undos.Should().Equal(new ActivityUndo(null, Undo));
    }
}
