using Dots.Application.Activities;
using Dots.Application.Notices.Events;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Broadcasting;

internal sealed class BroadcastNotificationSent(IEventBroadcaster broadcaster) : INotificationHandler<NotificationSent>
{
    public Task Handle(NotificationSent sent, CancellationToken cancellationToken)
    {
        var activity = sent.Notification.FindText("activity_id") ?? (sent.Notification.Find("link") as JsonObject)?.FindText("activity_id");
        return broadcaster.BroadcastAsync(
            Channels.OfUser(sent.RecipientId),
            new ActivityMessage(
                ActivityMessages.NotificationSent,
                Guid.TryParseExact(activity, "D", out var activityId) ? activityId : null,
                sent.Actor,
                sent.At,
                sent.Notification),
            cancellationToken);
    }
}
