using Dots.Application.Events;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Events;

/// <summary>
/// Joins a command's events to the command's transaction. They are gathered while it runs and written as the last thing before the commit,
/// so that what orders the log is held as briefly as can be.
/// </summary>
internal sealed class EventBroadcaster(DotsDbContext db) : IEventBroadcaster
{
    private readonly List<NewEvent> _pending = [];

    /// <summary>What is to be written, in this order.</summary>
    public IReadOnlyList<NewEvent> Pending => _pending;

    /// <summary>The id of the last event of the transaction that was committed last; 0 when it had none.</summary>
    public long LastId { get; private set; }

    /// <summary>A transaction begins. What was gathered for one that was rolled back never was.</summary>
    public void Begin() => _pending.Clear();

    /// <param name="lastId">Of what was pending; 0 when nothing was.</param>
    public void Committed(long lastId)
    {
        _pending.Clear();
        LastId = lastId;
    }

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

    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <param name="channel">Where.</param>
    /// <param name="type">The event's name.</param>
    /// <param name="payload">UTF-8 JSON on one line, which stays as it is until the commit.</param>
    /// <param name="hiddenFrom">Readers that it is not sent to, by <see cref="Application.Common.Caller.Names"/>.</param>
    /// <param name="undo">The way back past it; null where it changes no activity.</param>
    public void Append(
        string channel, string type, ReadOnlyMemory<byte> payload, IReadOnlyList<string>? hiddenFrom, ReadOnlyMemory<byte>? undo)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An event is only ever appended inside a command's transaction.");
        }

        _pending.Add(new NewEvent(channel, type, payload, hiddenFrom is { Count: > 0 } ? string.Join(' ', hiddenFrom) : null, undo));
    }
}
