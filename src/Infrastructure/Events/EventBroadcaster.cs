using Dots.Application.Events;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Events;

/// <summary>
/// Appends a command's events within its transaction. They are collected while the command runs and written right before the commit, so
/// that the lock that orders the log is held as briefly as possible.
/// </summary>
internal sealed class EventBroadcaster(DotsDbContext db, PendingEvents pending) : IEventBroadcaster
{
    /// <inheritdoc/>
    public Task BroadcastAsync(string channel, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Append(channel, type, payload, hiddenFrom: null, undo: null);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task BroadcastAsync(
        string channel, string type, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> undo, CancellationToken cancellationToken)
    {
        Append(channel, type, payload, hiddenFrom: null, undo);
        return Task.CompletedTask;
    }

    /// <param name="channel">One of <see cref="Channels"/>.</param>
    /// <param name="type">The event's name on the wire.</param>
    /// <param name="payload">UTF-8 JSON on one line, which must not change before the commit.</param>
    /// <param name="hiddenFrom">Readers that the event is not sent to, by <see cref="Application.Common.Caller.Names"/>.</param>
    /// <param name="undo">The change that restores the state before the event; null if the event changes no activity.</param>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public void Append(
        string channel, string type, ReadOnlyMemory<byte> payload, IReadOnlyList<string>? hiddenFrom, ReadOnlyMemory<byte>? undo)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Events can only be appended within a command's transaction.");
        }

        pending.Add(new NewEvent(channel, type, payload, hiddenFrom is { Count: > 0 } ? string.Join(' ', hiddenFrom) : null, undo));
    }
}
