using System.Text.Json;
using Dots.Application.Accounts;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using Dots.Web.Problems;
using MediatR;

namespace Dots.Web.Streams.WebSockets;

/// <summary>Sends the same commands as the controllers, each in a scope of its own.</summary>
internal sealed partial class SocketMessageHandler(
    IServiceScopeFactory scopes, RequestErrors errors, ISessionRevocations sessions, ILogger<SocketMessageHandler> logger) : ISocketMessageHandler
{
    private static readonly string[] StatusMembers = ["id", "event", "data", "ref"];

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> HandleAsync(
        Guid activityId, Caller caller, Guid? sessionId, JsonElement message, CancellationToken cancellationToken)
    {
        JsonElement? reference = null;
        try
        {
            var members = DocumentEdit.ReadDocument(message);
            reference = SocketReplies.ReferenceOf(message);
            if (sessionId is { } session)
            {
                await sessions.ThrowIfRevokedAsync(session, cancellationToken);
            }

            await using var scope = scopes.CreateAsyncScope();
            await SendCommandAsync(scope.ServiceProvider.GetRequiredService<IMediator>(), activityId, members, caller, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var error = errors.Of(exception);
            if (error.IsUnexpected)
            {
                LogUnexpected(logger, activityId, exception);
            }

            return SocketReplies.Error(error, reference);
        }
    }

    private static async Task SendCommandAsync(
        IMediator mediator, Guid activityId, JsonObject message, Caller caller, CancellationToken cancellationToken)
    {
        switch ((message.Find("id") as JsonNumber)?.Value)
        {
            case ActivityMessages.ActivityUpdated:
                var edit = DocumentEdit.Change(message.Find("updated_fields"), message.Find("removed_fields"), message.Find("base_revision"));
                await mediator.Send(new UpdateActivity(activityId, null, edit, caller), cancellationToken);
                break;
            case ActivityMessages.UserStatusUpdated when message.Members.All(member => StatusMembers.Contains(member.Key)):
                var state = message.Find("data") as JsonObject
                    ?? throw new DocumentException("data must be a JSON object with the status.", DocumentException.PointerTo("data"));
                await SetStatusAsync(mediator, new SetStatus(activityId, state, IsWhole: false, caller), cancellationToken);
                break;
            default:
                throw new DocumentException(
                    """Send {"id": 102, "base_revision": 7, "updated_fields": {...}} or {"id": 203, "data": {"status": "..."}}.""");
        }
    }

    private static async Task SetStatusAsync(IMediator mediator, SetStatus command, CancellationToken cancellationToken)
    {
        try
        {
            await mediator.Send(command, cancellationToken);
        }
        catch (DocumentException exception)
        {
            throw exception.Within("data");
        }
    }

    [LoggerMessage(LogLevel.Error, "A message on a socket of activity {ActivityId} failed")]
    private static partial void LogUnexpected(ILogger logger, Guid activityId, Exception exception);
}
