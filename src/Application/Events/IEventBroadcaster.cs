namespace Dots.Application.Events;

/// <summary>The only port through which events leave the application. Scoped to one request and not thread-safe.</summary>
public interface IEventBroadcaster
{
    /// <summary>
    /// Appends an event to the ordered log, inside the transaction of the running command. Readers see it after the commit, in the order of
    /// the log, and never when the transaction is rolled back.
    /// </summary>
    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="type">The event's name on the wire, such as <c>newBoard</c>.</param>
    /// <param name="payload">UTF-8 JSON on one line. The memory must not change until the commit.</param>
    /// <param name="cancellationToken">Observed until the event is appended.</param>
    /// <exception cref="InvalidOperationException">No command's transaction is open.</exception>
    Task BroadcastAsync(string channel, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <inheritdoc cref="BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="type">The event's name on the wire.</param>
    /// <param name="payload">UTF-8 JSON on one line. The memory must not change until the commit.</param>
    /// <param name="undo">
    /// What streams of whole documents need to derive the state before the event from the state after it. Stored as long as the event, and
    /// never sent.
    /// </param>
    /// <param name="cancellationToken">Observed until the event is appended.</param>
    Task BroadcastAsync(
        string channel, string type, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> undo, CancellationToken cancellationToken);
}
