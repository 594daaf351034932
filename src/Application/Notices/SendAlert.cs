using Dots.Application.Accounts;
using Dots.Application.Activities;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Notices;

/// <summary>An administrator sends a message to everybody, on every stream.</summary>
/// <param name="Alert">A message, a level (the default is info) and any other members.</param>
public sealed record SendAlert(JsonObject Alert, Caller Caller) : ICommand<JsonObject>
{
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;
}

internal sealed class SendAlertHandler(IMediator mediator, IAdministrators administrators, TimeProvider clock) : IRequestHandler<SendAlert, JsonObject>
{
    public async Task<JsonObject> Handle(SendAlert request, CancellationToken cancellationToken)
    {
        if (!administrators.Contains(request.Caller.Required))
        {
            throw new ForbiddenException("Only administrators may send alerts.");
        }

        NoticeText.Check(request.Alert);
        var alert = request.Alert.Find("level") is null
            ? MessageData.With(MessageData.Of(("level", "info")), request.Alert)
            : request.Alert;
        await mediator.Publish(new AlertSent(alert, clock.GetUtcNow()), cancellationToken);
        return alert;
    }
}
