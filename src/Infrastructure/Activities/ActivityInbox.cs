using System.Text.Json;
using Dots.Application.Accounts;
using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>Turns the messages of sockets into the same commands that requests are turned into, each in a scope of its own.</summary>
internal sealed partial class ActivityInbox(IServiceScopeFactory scopes, IDatabaseFaults faults, ISessionRevocations sessions, ILogger<ActivityInbox> logger) : IActivityInbox
{
    private static readonly string[] StatusMembers = ["id", "event", "data", "ref"];

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(
        Guid activityId, User? user, Guid? sessionId, string connectionId, JsonElement message, CancellationToken cancellationToken)
    {
        JsonValue reference = JsonLiteral.Null;
        try
        {
            var members = DocumentEdit.ReadDocument(message);
            reference = members.Find("ref") ?? JsonLiteral.Null;
            if (sessionId is { } session)
            {
                await sessions.ThrowIfRevokedAsync(session, cancellationToken);
            }

            await using var scope = scopes.CreateAsyncScope();
            var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
            await DoAsync(mediator, activityId, members, new Caller(user, connectionId), cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var (status, detail) = Describe(exception);
            if (status == 500)
            {
                LogUnexpected(logger, activityId, exception);
            }

            return Error(status, detail, (exception as StaleException)?.CurrentRevision, reference);
        }
    }

    private static async Task DoAsync(
        IMediator mediator, Guid activityId, JsonObject message, Caller caller, CancellationToken cancellationToken)
    {
        switch ((message.Find("id") as JsonNumber)?.Value)
        {
            case ActivityMessages.ActivityUpdated:
                var edit = DocumentEdit.Change(message.Find("updated_fields"), message.Find("removed_fields"), message.Find("base_revision"));
                await mediator.Send(new UpdateActivity(activityId, null, edit, caller), cancellationToken);
                break;
            case ActivityMessages.UserStatusUpdated when message.Members.All(member => StatusMembers.Contains(member.Key)):
                var state = message.Find("data") as JsonObject ?? throw new DocumentException("data must be a JSON object with the status.", DocumentException.PointerTo("data"));
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

    private (int Status, string Detail) Describe(Exception exception) => exception switch
    {
        ValidationException invalid => (400, string.Join(" ", invalid.Errors.Select(error => $"{error.PropertyName}: {error.ErrorMessage}"))),
        NotSignedInException => (401, exception.Message),
        ForbiddenException => (403, exception.Message),
        NotFoundException => (404, exception.Message),
        ConflictException => (409, exception.Message),
        DbUpdateConcurrencyException => (409, "Somebody else changed it at the same moment; read it again and try again."),
        StaleException => (412, exception.Message),
        DocumentException document => (422, document.Detail),
        OverloadedException => (503, exception.Message),
        _ when faults.Explain(exception) is { } explanation => (503, explanation),
        _ => (500, "Something went wrong here, and it is not your fault. It has been logged."),
    };

    private static byte[] Error(int status, string detail, int? revision, JsonValue reference) => MessageData.Of(
        ("event", "error"),
        ("ref", reference),
        ("data", MessageData.Of([("status", status), ("detail", detail), .. revision is null ? [] : new (string, object?)[] { ("revision", revision) }])))
        .ToUtf8();

    [LoggerMessage(LogLevel.Error, "A message on a socket of activity {ActivityId} failed")]
    private static partial void LogUnexpected(ILogger logger, Guid activityId, Exception exception);
}
