using System.Text.Json;
using Dots.Application.Common;

namespace Dots.Application.Activities;

/// <summary>Handles the messages that clients send on their sockets. Thread-safe; one instance serves all sockets.</summary>
public interface IActivityInbox
{
    /// <summary>
    /// Executes one message of a client: an edit (<c>{"id": 102, "base_revision": 7, "updated_fields": {...}}</c>, by the same
    /// command as PATCH) or a status (<c>{"id": 203, "data": {"status": "..."}}</c>). Returns when the change is committed; the change
    /// itself reaches everybody, the sender included, on the activity's stream.
    /// </summary>
    /// <param name="activityId">The activity of the socket.</param>
    /// <param name="user">The user who opened the socket; null for a visitor, who may change nothing.</param>
    /// <param name="sessionId">The session with which it was opened: nothing is changed once it has ended. Null is not checked.</param>
    /// <param name="connectionId">The id by which messages name the socket in <c>actor</c>.</param>
    /// <param name="message">The whole message, of any JSON type.</param>
    /// <param name="cancellationToken">Observed until the commit.</param>
    /// <returns>
    /// The response for this socket alone, as one JSON message in UTF-8: the error, when the message was refused and nothing has changed.
    /// Null when there is no response. Whatever a client sends, the method throws nothing but <see cref="OperationCanceledException"/>.
    /// </returns>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(
        Guid activityId, User? user, Guid? sessionId, string connectionId, JsonElement message, CancellationToken cancellationToken);
}
