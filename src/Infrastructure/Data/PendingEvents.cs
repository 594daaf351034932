namespace Dots.Infrastructure.Data;

/// <summary>The events of the current transaction, which inserts them right before the commit. One per scope.</summary>
internal sealed class PendingEvents
{
    private readonly List<NewEvent> _events = [];

    /// <summary>In the order in which they are appended to the log.</summary>
    public IReadOnlyList<NewEvent> Events => _events;

    /// <summary>The id of the last event of the most recently committed transaction; 0 if it had none.</summary>
    public long LastId { get; private set; }

    /// <summary>The number of events of that transaction.</summary>
    public int CommittedEvents { get; private set; }

    /// <summary>The bytes that they take in the log.</summary>
    public long CommittedBytes { get; private set; }

    public void Add(NewEvent newEvent) => _events.Add(newEvent);

    /// <summary>Starts a transaction, discarding the events of one that was rolled back.</summary>
    public void Begin()
    {
        _events.Clear();
        (CommittedEvents, CommittedBytes) = (0, 0);
    }

    /// <param name="lastId">The id of the last event; 0 if there was none.</param>
    public void Committed(long lastId)
    {
        (CommittedEvents, CommittedBytes) = (_events.Count, _events.Sum(e => (long)e.Payload.Length + (e.Undo?.Length ?? 0)));
        _events.Clear();
        LastId = lastId;
    }
}

/// <summary>An event that is about to be appended.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Type">The event's name on the wire.</param>
/// <param name="Payload">UTF-8 JSON on one line.</param>
/// <param name="HiddenFrom">Names of readers, separated by spaces; null for nearly all events.</param>
/// <param name="Undo">The change that restores the state before the event; null if the event changes no activity.</param>
internal readonly record struct NewEvent(
    string Channel, string Type, ReadOnlyMemory<byte> Payload, string? HiddenFrom, ReadOnlyMemory<byte>? Undo);
