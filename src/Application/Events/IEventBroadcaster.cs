namespace Dots.Application.Events;

/// <summary>The one port through which events leave the application.</summary>
public interface IEventBroadcaster
{
    /// <summary>
    /// Appends an event to the ordered log, inside the transaction of the running command: readers see it after the commit, in the
    /// order of the log, and never see it when the transaction rolls back.
    /// </summary>
    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="type">The event's name on the wire, such as <c>newBoard</c>.</param>
    /// <param name="payload">UTF-8 JSON on one line, which stays as it is until the commit.</param>
    /// <param name="cancellationToken">Observed until the event is taken.</param>
    /// <exception cref="InvalidOperationException">No command's transaction is open.</exception>
    Task BroadcastAsync(string channel, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken);

    /// <inheritdoc cref="BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="type">The event's name on the wire.</param>
    /// <param name="payload">UTF-8 JSON on one line, which stays as it is until the commit.</param>
    /// <param name="undo">
    /// What streams of whole documents need to look back past the event (<see cref="Activities.Documents.ActivityUndo"/>). It is kept as long as the
    /// event, and never sent.
    /// </param>
    /// <param name="cancellationToken">Observed until the event is taken.</param>
    Task BroadcastAsync(
        string channel, string type, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> undo, CancellationToken cancellationToken);
}
