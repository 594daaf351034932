using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Wakes the reader of the log when there may be new events. A wake-up that is lost costs latency, never an event, because the reader also
/// polls. Thread-safe; never blocks the writer.
/// </summary>
internal sealed class WakeUp : ICommitListener, IDisposable
{
    private readonly AutoResetEvent _signal = new(false);
    private long _latest;
    private int _commits;
    private int _writers;

    /// <summary>The newest event that is known to be committed on this node; a stream that begins live begins after it.</summary>
    public long Latest => Volatile.Read(ref _latest);

    /// <summary>Incremented with each commit of events that this node learns of, on whichever node it happened.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>How many writes of this node are in progress: begun, or waiting to begin, and not committed yet.</summary>
    public int Writers => Volatile.Read(ref _writers);

    /// <summary>Called after each commit of this node that appended events, before its caller goes on; must not block.</summary>
    public Action? Committed { get; set; }

    /// <inheritdoc/>
    public IPendingWrite BeginWrite()
    {
        Interlocked.Increment(ref _writers);
        return new Write(this);
    }

    /// <summary>Requests a read of events that are reported to be committed.</summary>
    public void RequestReadOfCommit()
    {
        Interlocked.Increment(ref _commits);
        _signal.Set();
    }

    /// <summary>Requests a read although no commit is known of.</summary>
    public void RequestRead() => _signal.Set();

    /// <summary>Blocks until a read is requested or the time is over.</summary>
    public void Wait(TimeSpan timeout) => _signal.WaitOne(timeout);

    public void Dispose() => _signal.Dispose();

    private void OnCommitted(long id)
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

        RequestReadOfCommit();
        Committed?.Invoke();
    }

    private sealed class Write(WakeUp wakeUp) : IPendingWrite
    {
        private bool _hasEnded;

        /// <inheritdoc/>
        public void Committed(long lastEventId)
        {
            // First, or the reader would wait for this very write.
            Dispose();
            wakeUp.OnCommitted(lastEventId);
        }

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
