using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Fans events out to the streams: each event is encoded once for each wire format that is being read, and every stream is a cursor over
/// the result. Publishing never waits for a reader.
/// </summary>
internal sealed class StreamHub : IDisposable
{
    private readonly ChannelLogs _logs;
    private readonly StreamTicker _ticker;
    private readonly FanOutWorker[] _workers;
    private readonly StreamOptions _options;
    private int _nextWorker;
    private volatile bool _stopping;

    /// <param name="metrics">Counts deliveries.</param>
    /// <param name="options">Limits and timeouts of the streams.</param>
    /// <param name="workers">The number of sending threads; see <see cref="DefaultWorkers"/>.</param>
    /// <param name="preload">Loads a channel's recent events when it is opened; null if its readers read them from the event log.</param>
    public StreamHub(StreamMetrics metrics, StreamOptions options, int workers, Preload? preload)
    {
        (Metrics, _options) = (metrics, options);
        _logs = new ChannelLogs(workers, options, preload);
        _ticker = new StreamTicker(_logs, options);
        _workers = [.. Enumerable.Range(0, workers).Select(i => new FanOutWorker(metrics, i))];
    }

    /// <summary>Leaves one core for the code that produces events.</summary>
    public static int DefaultWorkers => Math.Clamp(Environment.ProcessorCount - 1, 1, 8);

    public StreamMetrics Metrics { get; }

    public bool IsStopping => _stopping;

    /// <summary>The id up to which all events are in the frame logs.</summary>
    public long Head => _logs.Head;

    /// <summary>A coarse clock in milliseconds.</summary>
    public long Now => _ticker.Now;

    /// <summary>Whether a fan-out pass is running.</summary>
    public bool IsPassRunning => _workers.Any(worker => worker.IsPassRunning);

    /// <summary>How long the slowest worker's last fan-out pass took.</summary>
    public TimeSpan LastPassDuration => _workers.Max(worker => worker.LastPassDuration);

    /// <inheritdoc cref="ChannelLogs.StartAt"/>
    public void StartAt(long head) => _logs.StartAt(head);

    /// <inheritdoc cref="ChannelLogs.OpenAfter"/>
    public IReadOnlySet<string> OpenAfter(long id) => _logs.OpenAfter(id);

    /// <summary>Publishes consecutive events of the log; called by one thread at a time.</summary>
    public void Publish(IReadOnlyList<ServerEvent> events)
    {
        _ticker.Update();
        FanOut(_logs.Append(events));
    }

    /// <inheritdoc cref="ChannelLogs.SkipThrough"/>
    public void SkipThrough(long id, string? channel = null) => FanOut(_logs.SkipThrough(id, channel));

    /// <inheritdoc cref="ChannelLogs.Acquire"/>
    public FrameLog[] Acquire(IReadOnlyList<string> channels, IFrameFormat format) => _logs.Acquire(channels, format);

    public void Release(FrameLog[] logs) => _logs.Release(logs);

    public Subscription Subscribe(FrameLog[] logs, StreamRequest request, long cursor, IStreamOutput output)
    {
        var worker = (int)((uint)Interlocked.Increment(ref _nextWorker) % (uint)_workers.Length);
        var subscription = new Subscription(this, logs, request, cursor, output, worker);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i].Readers[worker].Add(subscription, i);
        }

        if (request.HeartbeatSeconds > 0)
        {
            _ticker.Heartbeats.Add(subscription, request.HeartbeatSeconds * 1000L, Now);
        }

        if (_stopping)
        {
            subscription.End(StreamEnd.ServerStopping);
        }

        // After it was added, so that no event is missed: those published before that are pending now.
        subscription.Deliver();
        return subscription;
    }

    public void Unsubscribe(Subscription subscription, FrameLog[] logs)
    {
        _ticker.Heartbeats.Remove(subscription);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i].Readers[subscription.Worker].Remove(subscription, i);
        }
    }

    /// <summary>Ends every stream after its send in progress, and aborts the sends that are still in progress after a timeout.</summary>
    public void Stop()
    {
        _stopping = true;
        _logs.Visit(static subscription => subscription.End(StreamEnd.ServerStopping));
        _ = Task.Delay(_options.StopTimeout).ContinueWith(
            _ => _logs.Visit(static subscription => subscription.Cut(StreamEnd.ServerStopping)), TaskScheduler.Default);
    }

    public void Dispose()
    {
        _ticker.Dispose();
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }
    }

    private void FanOut(IReadOnlyList<FrameLog> logs)
    {
        foreach (var log in logs)
        {
            foreach (var worker in _workers)
            {
                worker.Enqueue(log);
            }
        }

        foreach (var worker in _workers)
        {
            worker.Wake();
        }
    }
}
