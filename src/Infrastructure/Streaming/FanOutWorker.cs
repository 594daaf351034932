using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// A thread of its own that walks the subscriptions of channels that have news. While it walks, more may be appended; those it comes to
/// later get it all in one send.
/// </summary>
internal sealed class FanOutWorker : IDisposable
{
    private readonly ConcurrentQueue<FrameLog> _news = new();
    private readonly AutoResetEvent _signal = new(false);
    private readonly StreamHub _hub;
    private readonly int _index;
    private readonly Thread _thread;
    private long _lastWalk;
    private bool _isWalking;
    private volatile bool _stopping;

    public FanOutWorker(StreamHub hub, int index)
    {
        _hub = hub;
        _index = index;
        _thread = new Thread(Run) { IsBackground = true, Name = $"fan-out {index}" };
        _thread.Start();
    }

    public bool IsWalking => Volatile.Read(ref _isWalking);

    /// <summary>How long it took to hand the last news to all who read them.</summary>
    public TimeSpan LastWalk => TimeSpan.FromTicks(Volatile.Read(ref _lastWalk));

    /// <summary>Announces that a log has news. Never blocks.</summary>
    public void Enqueue(FrameLog log)
    {
        if (log.Announce(_index))
        {
            _news.Enqueue(log);
        }
    }

    public void Wake() => _signal.Set();

    public void Dispose()
    {
        _stopping = true;
        _signal.Set();
        _thread.Join();
        _signal.Dispose();
    }

    private void Run()
    {
        while (!_stopping)
        {
            _signal.WaitOne();
            Volatile.Write(ref _isWalking, true);
            while (_news.TryDequeue(out var log))
            {
                // Before the walk: what is appended from here on may be too late for it, and must be announced again.
                log.TakeAnnouncement(_index);
                var (newest, start) = (log.NewestAppendedAt, Stopwatch.GetTimestamp());
                log.Readers[_index].Visit(static subscription => subscription.Deliver());
                Volatile.Write(ref _lastWalk, Stopwatch.GetElapsedTime(start).Ticks);
                _hub.Metrics.Walked(newest);
            }

            Volatile.Write(ref _isWalking, false);
        }
    }
}
