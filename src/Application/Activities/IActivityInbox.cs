using System.Text.Json;
using Dots.Application.Common;

namespace Dots.Application.Activities;

/// <summary>Takes what clients send on their sockets. Thread-safe, one instance for all sockets.</summary>
public interface IActivityInbox
{
    /// <summary>
    /// Does what a client asks for in one message: an edit (<c>{"id": 102, "base_revision": 7, "updated_fields": {...}}</c>, by the same
    /// command as PATCH) or a status (<c>{"id": 203, "data": {"status": "..."}}</c>). Returns when the change is committed; what changed
    /// comes to everybody, the sender included, by the activity's stream.
    /// </summary>
    /// <param name="activityId">The activity whose socket it is.</param>
    /// <param name="user">Who has opened the socket; null for a visitor, who may change nothing.</param>
    /// <param name="sessionId">By which they have opened it: nothing is changed when it has ended since. Null is not asked for.</param>
    /// <param name="connectionId">The socket, as messages name it in <c>actor</c>.</param>
    /// <param name="message">The whole message, of any JSON type.</param>
    /// <param name="cancellationToken">Observed until the commit.</param>
    /// <returns>
    /// An answer to this socket alone, one JSON message in UTF-8: the error when the message was refused, and nothing has changed then.
    /// Null when there is nothing to answer. No message of a client makes it throw anything but
    /// <see cref="OperationCanceledException"/>.
    /// </returns>
    Task<ReadOnlyMemory<byte>?> ReceiveAsync(
        Guid activityId, User? user, Guid? sessionId, string connectionId, JsonElement message, CancellationToken cancellationToken);
}
