namespace Dots.Infrastructure.Events;

/// <summary>
/// Tells the log's reader that there may be something new. A wake-up that is lost costs latency, never an event, because the reader
/// also polls. Thread-safe; never blocks the writer.
/// </summary>
internal sealed class WakeUp : IDisposable
{
    private readonly AutoResetEvent _signal = new(false);
    private long _latest;

    /// <summary>The newest event that is known to be committed on this node; a stream that starts live starts after it.</summary>
    public long Latest => Volatile.Read(ref _latest);

    /// <summary>Called after a commit, with the last event's id; 0 when the command appended none.</summary>
    public void Committed(long id)
    {
        if (id == 0)
        {
            return;
        }

        var seen = Volatile.Read(ref _latest);
        while (id > seen && Interlocked.CompareExchange(ref _latest, id, seen) is var found && found != seen)
        {
            seen = found;
        }

        _signal.Set();
    }

    /// <summary>Wakes the reader without news.</summary>
    public void Nudge() => _signal.Set();

    public void Wait(TimeSpan atMost) => _signal.WaitOne(atMost);

    public void Dispose() => _signal.Dispose();
}
