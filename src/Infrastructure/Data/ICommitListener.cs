namespace Dots.Infrastructure.Data;

/// <summary>Is notified when writes of this node begin and commit. Thread-safe; never blocks the writer.</summary>
internal interface ICommitListener
{
    /// <summary>Called when a write begins, or begins to wait for its turn. Disposing the result ends a write that was not committed.</summary>
    IPendingWrite BeginWrite();
}

/// <summary>A write from its beginning to its commit or failure.</summary>
internal interface IPendingWrite : IDisposable
{
    /// <summary>Called once, right after the commit.</summary>
    /// <param name="lastEventId">The id of its last event; 0 if it appended none.</param>
    void Committed(long lastEventId);
}
