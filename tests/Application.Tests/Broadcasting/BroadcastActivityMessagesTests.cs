using System.Text;
using Dots.Application.Activities;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Notices;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Tests.Broadcasting;

/// <summary>The exact messages about activities, with their channels and their order.</summary>
public sealed class BroadcastActivityMessagesTests
{
    private const string Id = "63b76319-68ef-4412-9dd4-bb2a13315ee2";
    private const string Own = $"activities/{Id}";
    private const string Actor = """{"username":"ada","connection_id":"c-17"}""";
    private const string At = "2026-01-05T08:30:00Z";

    private static readonly Guid Activity = Guid.Parse(Id);
    private static readonly Caller Ada = new(new User(7, "ada"), "c-17");
    private static readonly DateTimeOffset Time = new(2026, 1, 5, 9, 30, 0, TimeSpan.FromHours(1));
    private static readonly KeyedChange Change = new(Json("""{"name":"Hot tea"}"""), Json("""{"steps":["s1"]}"""));
    private static readonly KeyedChange Undo = new(Json("""{"name":"Tea"}"""), JsonObject.Empty);

    private readonly Log _log = new();

    [Fact]
    public async Task Created_GoesToItsOwnChannelFirst_AndThenToTheChannelOfAll()
    {
        await HandleAsync(new BroadcastActivityEvents(_log), new ActivityCreated(Activity, "Tea", "ada", 1, "h", Undo, Ada, Time));

        const string message = $$$"""{"id":101,"event":"activity_created","activity_id":"{{{Id}}}","action":"created","revision":1,"timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"id":"{{{Id}}}","name":"Tea","creator_username":"ada","revision":1,"hash":"h"}}""";
        _log.Sent.Should().Equal((Own, "activity_created", message), ("activities", "activity_created", message));
        _log.Undos.Should().Equal(new ActivityUndo(Undo, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Updated_SendsTheChangeOnItsOwnChannel_AndASummaryOnTheChannelOfAll(bool isPrivate)
    {
        await HandleAsync(
            new BroadcastActivityEvents(_log), new ActivityUpdated(Activity, "Hot tea", isPrivate, 8, "h", Change, Undo, Ada, Time));

        const string head = $$"""{"id":102,"event":"activity_updated","activity_id":"{{Id}}","action":"updated","revision":8,"timestamp":"{{At}}","actor":{{Actor}},"base_revision":7,"data":{"id":"{{Id}}","revision":8,"hash":"h","name":"Hot tea"}""";
        var own = (Own, "activity_updated", $$$"""{{{head}}},"updated_fields":{"name":"Hot tea"},"removed_fields":{"steps":["s1"]}}""");
        _log.Sent.Should().Equal(isPrivate ? [own] : [own, ("activities", "activity_updated", $$"""{{head}}}""")]);
        _log.Undos.Should().Equal(new ActivityUndo(Undo, null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deleted_GoesToTheChannelOfAll_UnlessItWasPrivate(bool isPrivate)
    {
        await HandleAsync(new BroadcastActivityEvents(_log), new ActivityDeleted(Activity, "Tea", isPrivate, 9, Undo, Change, Ada, Time));

        const string message = $$$"""{"id":103,"event":"activity_deleted","activity_id":"{{{Id}}}","action":"deleted","revision":9,"timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"id":"{{{Id}}}","name":"Tea"}}""";
        var own = (Own, "activity_deleted", message);
        _log.Sent.Should().Equal(isPrivate ? [own] : [own, ("activities", "activity_deleted", message)]);
        _log.Undos.Should().Equal(new ActivityUndo(Undo, Change));
    }

    [Fact]
    public async Task Configured_GoesToItsOwnChannelAlone()
    {
        await HandleAsync(new BroadcastActivityEvents(_log), new ActivityConfigured(Activity, 3, Change, Undo, Ada, Time));

        _log.Sent.Should().Equal((Own, "activity_config_updated", $$$"""{"id":111,"event":"activity_config_updated","activity_id":"{{{Id}}}","action":"config_updated","timestamp":"{{{At}}}","actor":{{{Actor}}},"base_revision":2,"data":{"config_revision":3,"name":"Hot tea"},"updated_fields":{"name":"Hot tea"},"removed_fields":{"steps":["s1"]}}"""));
        _log.Undos.Should().Equal(new ActivityUndo(null, Undo));
    }

    [Fact]
    public Task Joined_HasTheUserAndTheNumberOfParticipants() => CheckAsync(
        new BroadcastPresenceEvents(_log),
        new UserJoined(Activity, "ada", 2, Ada, Time),
        Own,
        "user_joined",
        $$$"""{"id":201,"event":"user_joined","activity_id":"{{{Id}}}","action":"user_joined","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"user":{"username":"ada"},"connection_id":"c-17","status":"online","participants":2}}""");

    [Theory]
    [InlineData(false, "left")]
    [InlineData(true, "timeout")]
    public Task Left_HasTheReason(bool isLost, string reason) => CheckAsync(
        new BroadcastPresenceEvents(_log),
        new UserLeft(Activity, "ada", isLost, 1, Ada with { ConnectionId = null }, Time),
        Own,
        "user_left",
        $$$"""{"id":202,"event":"user_left","activity_id":"{{{Id}}}","action":"user_left","timestamp":"{{{At}}}","actor":{"username":"ada","connection_id":null},"data":{"user":{"username":"ada"},"reason":"{{{reason}}}","participants":1}}""");

    [Fact]
    public Task StatusUpdated_ShowsTheWholeState_AndWhatChanged() => CheckAsync(
        new BroadcastPresenceEvents(_log),
        new UserStatusUpdated(Activity, "ada", Json("""{"status":"busy","user":"x","step":"s1"}"""), Change, Ada, Time),
        Own,
        "user_status_updated",
        $$$"""{"id":203,"event":"user_status_updated","activity_id":"{{{Id}}}","action":"user_status_updated","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"user":{"username":"ada"},"status":"busy","step":"s1"},"updated_fields":{"name":"Hot tea"},"removed_fields":{"steps":["s1"]}}""");

    [Fact]
    public Task Alert_NamesNoActor() => CheckAsync(
        new BroadcastNoticeEvents(_log),
        new AlertSent(Json("""{"level":"info","message":"Żółć"}"""), Time),
        "alerts",
        "system_alert",
        $$$"""{"id":301,"event":"system_alert","activity_id":null,"action":"system_alert","timestamp":"{{{At}}}","actor":null,"data":{"level":"info","message":"Żółć"}}""");

    [Theory]
    [InlineData("{}", "null")]
    [InlineData($$"""{"activity_id":"{{Id}}"}""", $"\"{Id}\"")]
    [InlineData($$$"""{"link":{"activity_id":"{{{Id}}}"}}""", $"\"{Id}\"")]
    [InlineData("""{"link":{"activity_id":"x"}}""", "null")]
    public Task Notification_GoesToTheUsersOwnChannelAlone_AndNamesTheActivityThatItLinksTo(string notification, string activity) => CheckAsync(
        new BroadcastNoticeEvents(_log),
        new NotificationSent(8, Json(notification), Ada, Time),
        "users/8",
        "notification_sent",
        $$$"""{"id":302,"event":"notification_sent","activity_id":{{{activity}}},"action":"notification_sent","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{{{notification}}}}""");

    [Fact]
    public Task Uploaded_HasTheMetadataAndTheUrl() => CheckAsync(
        new BroadcastFileEvents(_log),
        new FileUploaded(Activity, "a b.zip", 12, "application/zip", "m", "s", "/files/a%20b.zip", Ada, Time),
        Own,
        "file_uploaded",
        $$$"""{"id":401,"event":"file_uploaded","activity_id":"{{{Id}}}","action":"file_uploaded","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"name":"a b.zip","size":12,"content_type":"application/zip","file_hash":"m","sha256":"s","url":"/files/a%20b.zip"}}""");

    [Fact]
    public Task FileDeleted_NamesTheFile() => CheckAsync(
        new BroadcastFileEvents(_log),
        new FileDeleted(Activity, "a b.zip", Ada, Time),
        Own,
        "file_deleted",
        $$$"""{"id":402,"event":"file_deleted","activity_id":"{{{Id}}}","action":"file_deleted","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"name":"a b.zip"}}""");

    private static JsonObject Json(string json) => (JsonObject)JsonValue.Parse(json);

    private static async Task HandleAsync<T>(INotificationHandler<T> handler, T notification)
        where T : INotification => await handler.Handle(notification, default);

    private async Task CheckAsync<T>(INotificationHandler<T> handler, T notification, string channel, string type, string json)
        where T : INotification
    {
        await HandleAsync(handler, notification);

        _log.Sent.Should().Equal((channel, type, json));
        _log.Undos.Should().BeEmpty("it changes no document");
    }

    /// <summary>Records broadcasts in order. A substitute cannot compare memory.</summary>
    private sealed class Log : IEventBroadcaster
    {
        public List<(string Channel, string Type, string Json)> Sent { get; } = [];

        public List<ActivityUndo> Undos { get; } = [];

        public Task BroadcastAsync(string channel, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
        {
            Sent.Add((channel, type, Encoding.UTF8.GetString(payload.Span)));
            return Task.CompletedTask;
        }

        public Task BroadcastAsync(
            string channel, string type, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> undo, CancellationToken cancellationToken)
        {
            Undos.Add(ActivityUndo.Parse(undo));
            return BroadcastAsync(channel, type, payload, cancellationToken);
        }
    }
}
