using Dots.Application.Activities;
using Dots.Application.Events;
using MediatR;

namespace Dots.Application.Notices;

internal sealed class BroadcastAlertSent(IEventBroadcaster broadcaster) : INotificationHandler<AlertSent>
{
    // The site speaks, whoever has typed it.
    public Task Handle(AlertSent sent, CancellationToken cancellationToken) => broadcaster.BroadcastAsync(
        Channels.Alerts,
        new ActivityMessage(ActivityMessages.SystemAlert, ActivityId: null, Actor: null, sent.At, sent.Alert),
        cancellationToken);
}
