using System.Text.Json;
using Dots.Application.Activities;
using Dots.Application.Events;
using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>
/// Projects consecutive events of an activity to messages with the whole document as of each event. It keeps only the current state and applies
/// the change in each event's payload to it. Where that does not determine the state, at the first event and at a creation, it queries it.
/// </summary>
internal sealed class DocumentProjection(DocumentHistory history, string channel) : IReplayProjection
{
    // The activity's state after the last event; null if it is unknown.
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
        // Reset until this event has been projected, so that a failure cannot lead to wrong documents later.
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

    /// <returns>Null if the message does not determine the state.</returns>
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
