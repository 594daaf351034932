using System.Text;
using Dots.Application.Activities;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Tests.Activities;

/// <summary>What the tests of broadcast messages share: one actor and time, one change with its undo, and a broadcaster that records.</summary>
public abstract class ActivityMessageTests
{
    protected const string Id = "63b76319-68ef-4412-9dd4-bb2a13315ee2";
    protected const string Own = $"activities/{Id}";
    protected const string Actor = """{"username":"ada","connection_id":"c-17"}""";
    protected const string At = "2026-01-05T08:30:00Z";

    protected static readonly Guid Activity = Guid.Parse(Id);
    protected static readonly Caller Ada = new(new User(7, "ada"), "c-17");
    protected static readonly DateTimeOffset Time = new(2026, 1, 5, 9, 30, 0, TimeSpan.FromHours(1));
    protected static readonly KeyedChange Change = new(Json("""{"name":"Hot tea"}"""), Json("""{"steps":["s1"]}"""));
    protected static readonly KeyedChange Undo = new(Json("""{"name":"Tea"}"""), JsonObject.Empty);

    private protected RecordingBroadcaster Log { get; } = new();

    protected static JsonObject Json(string json) => (JsonObject)JsonValue.Parse(json);

    protected static async Task HandleAsync<T>(INotificationHandler<T> handler, T notification)
        where T : INotification => await handler.Handle(notification, default);

    protected async Task CheckAsync<T>(INotificationHandler<T> handler, T notification, string channel, string type, string json)
        where T : INotification
    {
        await HandleAsync(handler, notification);

        Log.Sent.Should().Equal((channel, type, json));
        Log.Undos.Should().BeEmpty("it changes no document");
    }

    /// <summary>Records broadcasts in order. Used in place of a substitute, which does not compare the content of memory.</summary>
    private protected sealed class RecordingBroadcaster : IEventBroadcaster
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
