using System.Collections.Concurrent;
using System.Diagnostics;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// A thread that runs fan-out passes: it visits the subscriptions of logs with pending events, and each sends its pending frames. Events may
/// be appended during a pass; subscriptions that are visited after that send them along with the rest.
/// </summary>
internal sealed class FanOutWorker : IDisposable
{
    private readonly ConcurrentQueue<FrameLog> _pending = new();
    private readonly AutoResetEvent _signal = new(false);
    private readonly StreamMetrics _metrics;
    private readonly int _index;
    private readonly Thread _thread;
    private long _lastPassTicks;
    private bool _isPassRunning;
    private volatile bool _stopping;

    public FanOutWorker(StreamMetrics metrics, int index)
    {
        _metrics = metrics;
        _index = index;
        _thread = new Thread(Run) { IsBackground = true, Name = $"fan-out {index}" };
        _thread.Start();
    }

    public bool IsPassRunning => Volatile.Read(ref _isPassRunning);

    /// <summary>How long the last pass over the subscriptions of one log took.</summary>
    public TimeSpan LastPassDuration => TimeSpan.FromTicks(Volatile.Read(ref _lastPassTicks));

    /// <summary>Queues a log with pending events. Never blocks.</summary>
    public void Enqueue(FrameLog log)
    {
        if (log.TryMarkPending(_index))
        {
            _pending.Enqueue(log);
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
            Volatile.Write(ref _isPassRunning, true);
            while (_pending.TryDequeue(out var log))
            {
                // Before the pass: an event that is appended from here on may be too late for it, and must queue the log again.
                log.ClearPending(_index);
                var (newest, start) = (log.NewestAppendedAt, Stopwatch.GetTimestamp());
                log.Readers[_index].Visit(static subscription => subscription.Deliver());
                Volatile.Write(ref _lastPassTicks, Stopwatch.GetElapsedTime(start).Ticks);
                if (newest != default)
                {
                    _metrics.PassEnded(newest);
                }
            }

            Volatile.Write(ref _isPassRunning, false);
        }
    }
}
