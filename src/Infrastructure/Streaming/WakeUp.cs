using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Wakes the reader of the log when there may be new events. A lost wake-up costs latency, never an event, because the reader also polls.
/// Thread-safe; never blocks the writer.
/// </summary>
internal sealed class WakeUp : ICommitListener, IDisposable
{
    private readonly AutoResetEvent _signal = new(false);
    private long _latest;
    private int _commits;
    private int _writers;

    /// <summary>The newest event that this node has committed; a stream without a cursor begins after it.</summary>
    public long Latest => Volatile.Read(ref _latest);

    /// <summary>Incremented with each commit of events that this node is notified of, whether its own or another node's.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>The number of this node's writes in progress: started or waiting for their turn, and not committed yet.</summary>
    public int Writers => Volatile.Read(ref _writers);

    /// <summary>Called synchronously after each commit of this node that appended events; must not block.</summary>
    public Action? Committed { get; set; }

    /// <inheritdoc/>
    public IPendingWrite BeginWrite()
    {
        Interlocked.Increment(ref _writers);
        return new Write(this);
    }

    /// <summary>Requests a read because a commit of events was reported.</summary>
    public void RequestReadOfCommit()
    {
        Interlocked.Increment(ref _commits);
        _signal.Set();
    }

    /// <summary>Requests a read although no commit was reported.</summary>
    public void RequestRead() => _signal.Set();

    /// <summary>Blocks until a read is requested or the timeout expires.</summary>
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
            // Before the notification, or the reader would delay its read for this very write.
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
