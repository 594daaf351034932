using Dots.Application.Activities.Presence;

namespace Dots.Application.Tests.Activities.Presence;

/// <summary>The exact messages about presence.</summary>
public sealed class BroadcastPresenceEventsTests : ActivityMessageTests
{
    [Fact]
    public Task Handle_BroadcastsTheUserAndTheParticipantCount_WhenAUserJoins() => CheckAsync(
        new BroadcastPresenceEvents(Log),
        new UserJoined(Activity, "ada", 2, Ada, Time),
        Own,
        "user_joined",
        $$$"""{"id":201,"event":"user_joined","activity_id":"{{{Id}}}","action":"user_joined","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"user":{"username":"ada"},"connection_id":"c-17","status":"online","participants":2}}""");

    [Theory]
    [InlineData(false, "left")]
    [InlineData(true, "timeout")]
    public Task Handle_BroadcastsTheReason_WhenAUserLeaves(bool isLost, string reason) => CheckAsync(
        new BroadcastPresenceEvents(Log),
        new UserLeft(Activity, "ada", isLost, 1, Ada with { ConnectionId = null }, Time),
        Own,
        "user_left",
        $$$"""{"id":202,"event":"user_left","activity_id":"{{{Id}}}","action":"user_left","timestamp":"{{{At}}}","actor":{"username":"ada","connection_id":null},"data":{"user":{"username":"ada"},"reason":"{{{reason}}}","participants":1}}""");

    [Fact]
    public Task Handle_BroadcastsTheWholeStateAndTheChange_WhenAStatusIsUpdated() => CheckAsync(
        new BroadcastPresenceEvents(Log),
        new UserStatusUpdated(Activity, "ada", Json("""{"status":"busy","user":"x","step":"s1"}"""), Change, Ada, Time),
        Own,
        "user_status_updated",
        $$$"""{"id":203,"event":"user_status_updated","activity_id":"{{{Id}}}","action":"user_status_updated","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"user":{"username":"ada"},"status":"busy","step":"s1"},"updated_fields":{"name":"Hot tea"},"removed_fields":{"steps":["s1"]}}""");
}
