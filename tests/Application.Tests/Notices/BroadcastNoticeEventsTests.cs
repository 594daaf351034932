using Dots.Application.Notices;
using Dots.Application.Tests.Activities;

namespace Dots.Application.Tests.Notices;

/// <summary>The exact messages of alerts and notifications, with their channels.</summary>
public sealed class BroadcastNoticeEventsTests : ActivityMessageTests
{
    [Fact]
    public Task Handle_BroadcastsNoActor_WhenAnAlertIsSent() => CheckAsync(
        new BroadcastNoticeEvents(Log),
        new AlertSent(Json("""{"level":"info","message":"Żółć"}"""), Time),
        "alerts",
        "system_alert",
        $$$"""{"id":301,"event":"system_alert","activity_id":null,"action":"system_alert","timestamp":"{{{At}}}","actor":null,"data":{"level":"info","message":"Żółć"}}""");

    [Theory]
    [InlineData("{}", "null")]
    [InlineData($$"""{"activity_id":"{{Id}}"}""", $"\"{Id}\"")]
    [InlineData($$$"""{"link":{"activity_id":"{{{Id}}}"}}""", $"\"{Id}\"")]
    [InlineData("""{"link":{"activity_id":"x"}}""", "null")]
    public Task Handle_BroadcastsToTheRecipientOnly_WhenANotificationIsSent(string notification, string activity) => CheckAsync(
        new BroadcastNoticeEvents(Log),
        new NotificationSent(8, Json(notification), Ada, Time),
        "users/8",
        "notification_sent",
        $$$"""{"id":302,"event":"notification_sent","activity_id":{{{activity}}},"action":"notification_sent","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{{{notification}}}}""");
}
