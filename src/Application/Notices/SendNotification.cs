using Dots.Application.Accounts;
using Dots.Application.Activities;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Notices;

/// <summary>A signed-in user sends a message to another, on that user's streams alone.</summary>
/// <param name="Username">The recipient.</param>
/// <param name="Notification">A message and any other members, such as a title and a link.</param>
public sealed record SendNotification(string Username, JsonObject Notification, Caller Caller) : ICommand<JsonObject>
{
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;
}

internal sealed class SendNotificationHandler(IMediator mediator, IUserDirectory users, TimeProvider clock)
    : IRequestHandler<SendNotification, JsonObject>
{
    public async Task<JsonObject> Handle(SendNotification request, CancellationToken cancellationToken)
    {
        _ = request.Caller.Required;
        NoticeText.Check(request.Notification);
        var recipient = await users.FindAsync(request.Username, cancellationToken)
            ?? throw new NotFoundException("user", request.Username);

        var now = clock.GetUtcNow();
        var notification = MessageData.With(
            MessageData.Of(("notification_id", Guid.CreateVersion7(now)), ("recipient_username", recipient.Username)), request.Notification);
        await mediator.Publish(new NotificationSent(recipient.Id, notification, request.Caller, now), cancellationToken);
        return notification;
    }
}
