namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Tells the log's reader that there may be something new. A wake-up that is lost costs latency, never an event, because the reader
/// also polls. Thread-safe; never blocks the writer.
/// </summary>
internal sealed class WakeUp : IDisposable
{
    private readonly AutoResetEvent _signal = new(false);
    private long _latest;
    private int _news;
    private int _writers;

    /// <summary>The newest event that is known to be committed on this node; a stream that starts live starts after it.</summary>
    public long Latest => Volatile.Read(ref _latest);

    /// <summary>Grows with each commit that is heard of, on whatever node.</summary>
    public int News => Volatile.Read(ref _news);

    /// <summary>How many writes of this node are under way: begun, or waiting to begin, and not committed yet.</summary>
    public int Writers => Volatile.Read(ref _writers);

    /// <summary>Called after each commit of this node that appended something, before its caller goes on; must not block.</summary>
    public Action? Announce { get; set; }

    /// <summary>A write begins, or begins to wait for its turn.</summary>
    public Write BeginWrite()
    {
        Interlocked.Increment(ref _writers);
        return new Write(this);
    }

    /// <summary>Somebody has committed something, it is said.</summary>
    public void Heard()
    {
        Interlocked.Increment(ref _news);
        _signal.Set();
    }

    /// <summary>Wakes the reader without news.</summary>
    public void Nudge() => _signal.Set();

    public void Wait(TimeSpan atMost) => _signal.WaitOne(atMost);

    public void Dispose() => _signal.Dispose();

    private void Committed(long id)
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

        Heard();
        Announce?.Invoke();
    }

    /// <summary>A write of this node, from its beginning to its end.</summary>
    public sealed class Write(WakeUp wakeUp) : IDisposable
    {
        private bool _hasEnded;

        /// <summary>Ends it after its commit, with the last event's id; 0 when it appended none.</summary>
        public void Committed(long id)
        {
            // First, or the reader would wait for this very write.
            Dispose();
            wakeUp.Committed(id);
        }

        /// <summary>Ends it, unless it has been committed.</summary>
        public void Dispose()
        {
            if (!_hasEnded)
            {
                _hasEnded = true;
                Interlocked.Decrement(ref wakeUp._writers);
            }
        }
    }
}
