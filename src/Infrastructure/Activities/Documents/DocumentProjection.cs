using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Events;
using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>
/// Shows consecutive events of an activity with its whole document, as it was after each. It holds the current state only and moves it on by
/// the change in each event's own payload; it looks the state up where that does not determine it: at the first event, and at a creation.
/// </summary>
internal sealed class DocumentProjection(DocumentHistory history, string channel) : IReplayProjection
{
    // What the activity held after the last event; null where that is unknown.
    private ActivityState? _state;

    /// <inheritdoc/>
    public ValueTask<ServerEvent> ProjectAsync(ServerEvent serverEvent, CancellationToken cancellationToken)
    {
        if (serverEvent.Channel != channel)
        {
            return ValueTask.FromResult(serverEvent);
        }

        if (serverEvent.Type == DocumentEvents.Deleted)
        {
            _state = ActivityState.None;
        }

        return DocumentEvents.ShowsDocument(serverEvent.Type)
            ? ShowDocumentAsync(serverEvent, cancellationToken)
            : ValueTask.FromResult(serverEvent);
    }

    private async ValueTask<ServerEvent> ShowDocumentAsync(ServerEvent serverEvent, CancellationToken cancellationToken)
    {
        // Unknown until this event has been projected, so that a failure is not followed by wrong documents.
        var before = _state;
        _state = null;

        using var message = JsonDocument.Parse(serverEvent.Payload, DocumentMessage.ReaderOptions);
        var state = (before is null ? null : Next(before, serverEvent.Type, message.RootElement))
            ?? await history.StateAfterAsync(channel, serverEvent.Id, cancellationToken);
        _state = state;
        return serverEvent with
        {
            Payload = DocumentMessage.With(message, serverEvent.Type == DocumentEvents.Configured ? state.Config : state.Document),
        };
    }

    /// <returns>Null where the message does not determine the state.</returns>
    private static ActivityState? Next(ActivityState before, string type, JsonElement message)
    {
        if (type == DocumentEvents.Created || DocumentMessage.ChangeIn(message) is not { } change)
        {
            return null;
        }

        return type == DocumentEvents.Configured
            ? before with { Config = change.ApplyTo(before.Config) }
            : before with { Document = change.ApplyTo(before.Document) };
    }
}
