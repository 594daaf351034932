using Dots.Application.Activities;
using Dots.Application.Events;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Notices;

internal sealed class BroadcastNoticeEvents(IEventBroadcaster broadcaster) : INotificationHandler<AlertSent>, INotificationHandler<NotificationSent>
{
    // An alert speaks for the site, so it names no actor.
    public Task Handle(AlertSent sent, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.Alerts,
        new ActivityMessage(ActivityMessages.SystemAlert, ActivityId: null, Actor: null, sent.At, sent.Alert),
        cancellationToken);

    public Task Handle(NotificationSent sent, CancellationToken cancellationToken)
    {
        var activity = sent.Notification.FindString("activity_id") ?? (sent.Notification.Find("link") as JsonObject)?.FindString("activity_id");
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
