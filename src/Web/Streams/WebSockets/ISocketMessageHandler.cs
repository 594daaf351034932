using System.Text.Json;
using Dots.Application.Common;

namespace Dots.Web.Streams.WebSockets;

/// <summary>Executes what clients send on their sockets. Thread-safe; one instance serves all sockets. An interface for the tests of sockets.</summary>
internal interface ISocketMessageHandler
{
    /// <summary>
    /// Executes one message: an edit (<c>{"id": 102, "base_revision": 7, "updated_fields": {...}}</c>, by the same command as PATCH) or a
    /// status (<c>{"id": 203, "data": {"status": "..."}}</c>). Returns after the commit. The change itself reaches everybody, the sender
    /// included, on the activity's stream.
    /// </summary>
    /// <param name="activityId">The activity whose socket it is.</param>
    /// <param name="caller">The user who opened the socket, with the name of the connection; a visitor may change nothing.</param>
    /// <param name="sessionId">The session that opened the socket: a message is refused once it has ended. Null skips that check.</param>
    /// <param name="message">The whole message, of any JSON type.</param>
    /// <param name="cancellationToken">Observed until the commit.</param>
    /// <returns>
    /// A reply for this socket alone, one JSON message in UTF-8, when the message was refused and nothing has changed; otherwise null. No
    /// message makes it throw anything but <see cref="OperationCanceledException"/>.
    /// </returns>
    Task<ReadOnlyMemory<byte>?> HandleAsync(
        Guid activityId, Caller caller, Guid? sessionId, JsonElement message, CancellationToken cancellationToken);
}
