using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Activities;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Takes events from the log's reader, in order, and moves them to the streams: each is encoded once for each wire format that somebody
/// reads, and every stream is a cursor over the result. Publishing never waits for a reader.
/// </summary>
internal sealed class StreamHub : IDisposable
{
    /// <summary>How much of a channel's past is read in when its first reader comes; more is read from the log on demand.</summary>
    private const int PreloadLimit = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<FrameLog>> _channels = [];
    private readonly FanOutWorker[] _workers;
    private readonly EventLog _eventLog;
    private readonly DocumentHistory _history;
    private readonly StreamOptions _options;
    private readonly Timer _clock;
    private int _documentLogs;
    private long _head;
    private long _now = Environment.TickCount64;
    private int _nextWorker;
    private volatile bool _stopping;

    public StreamHub(EventLog eventLog, DocumentHistory history, StreamMetrics metrics, IOptions<StreamOptions> options)
    {
        _eventLog = eventLog;
        _history = history;
        _options = options.Value;
        Metrics = metrics;

        // One core is left to what produces the events.
        var workers = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        _workers = [.. Enumerable.Range(0, workers).Select(i => new FanOutWorker(this, i))];
        _clock = new Timer(_ => Tick(), null, TickInterval(_options), TickInterval(_options));
    }

    public StreamMetrics Metrics { get; }

    public bool IsStopping => _stopping;

    /// <summary>The id up to which every event is in the frame logs.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>A coarse clock in milliseconds, read for every send.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Whether events are being handed out.</summary>
    public bool IsWalking => _workers.Any(worker => worker.IsWalking);

    /// <summary>How long it took to hand the last events to all of their readers.</summary>
    public TimeSpan LastWalk => _workers.Max(worker => worker.LastWalk);

    /// <summary>Before the first event is published: where the log ends.</summary>
    public void StartAt(long head) => Volatile.Write(ref _head, head);

    /// <summary>Called by one thread, with consecutive events of the log.</summary>
    public void Publish(IReadOnlyList<ServerEvent> events)
    {
        Volatile.Write(ref _now, Environment.TickCount64);

        // Before the lock, for it reads from the database; nearly always there is nobody who wants it.
        var documents = DocumentsFor(events);
        lock (_gate)
        {
            foreach (var serverEvent in events)
            {
                foreach (var log in LogsOf(serverEvent.Channel))
                {
                    if (!log.Format.TakesDocuments)
                    {
                        log.Append(serverEvent);
                    }
                    else if (documents.TryGetValue(serverEvent.Id, out var complete))
                    {
                        log.Append(complete);
                    }
                    else
                    {
                        // It was opened only now, or the documents could not be read.
                        log.Skip(serverEvent);
                    }
                }
            }

            // After the appends and not between them: up to the head, no log may lack anything.
            Volatile.Write(ref _head, events[^1].Id);

            foreach (var channel in events.Select(serverEvent => serverEvent.Channel).Distinct())
            {
                foreach (var log in LogsOf(channel))
                {
                    foreach (var worker in _workers)
                    {
                        worker.Enqueue(log);
                    }
                }
            }
        }

        foreach (var worker in _workers)
        {
            worker.Wake();
        }
    }

    /// <summary>The recent frames of the channels, held open until <see cref="Release"/>.</summary>
    public FrameLog[] Hold(IReadOnlyList<string> channels, IFrameFormat format)
    {
        var held = new FrameLog[channels.Count];
        lock (_gate)
        {
            for (var i = 0; i < held.Length; i++)
            {
                held[i] = LogsOf(channels[i]).FirstOrDefault(log => log.Format == format) ?? Open(channels[i], format);
                held[i].Holders++;
            }
        }

        return held;
    }

    public void Release(FrameLog[] held)
    {
        lock (_gate)
        {
            foreach (var log in held)
            {
                if (--log.Holders == 0 && log.Channel != Channels.Notifications)
                {
                    var logs = _channels[log.Channel];
                    logs.Remove(log);
                    _documentLogs -= log.Format.TakesDocuments ? 1 : 0;
                    if (logs.Count == 0)
                    {
                        _channels.Remove(log.Channel);
                    }
                }
            }
        }
    }

    public Subscription Subscribe(FrameLog[] logs, StreamRequest request, long cursor, IStreamOutput output)
    {
        var worker = (int)((uint)Interlocked.Increment(ref _nextWorker) % (uint)_workers.Length);
        var subscription = new Subscription(this, logs, request, cursor, output, worker);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i].Readers[worker].Add(subscription, i);
        }

        if (_stopping)
        {
            subscription.End(StreamEnd.ServerStopping);
        }

        // Only now, when every later event finds it: what came until here is due at once.
        subscription.Deliver();
        return subscription;
    }

    public static void Unsubscribe(Subscription subscription, FrameLog[] logs)
    {
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i].Readers[subscription.Worker].Remove(subscription, i);
        }
    }

    /// <summary>Ends every stream after the frame that it is sending, and those that do not come to an end by force.</summary>
    public void Stop()
    {
        _stopping = true;
        VisitAll(static subscription => subscription.End(StreamEnd.ServerStopping));
        _ = Task.Delay(_options.StopTimeout).ContinueWith(
            _ => VisitAll(static subscription => subscription.Cut(StreamEnd.ServerStopping)), TaskScheduler.Default);
    }

    public void Dispose()
    {
        _clock.Dispose();
        foreach (var worker in _workers)
        {
            worker.Dispose();
        }
    }

    private static TimeSpan TickInterval(StreamOptions options) =>
        TimeSpan.FromTicks(Math.Clamp(
            Math.Min(options.KeepAlive.Ticks, options.SendTimeout.Ticks) / 10, TimeSpan.TicksPerMillisecond * 20, TimeSpan.TicksPerSecond));

    private List<FrameLog> LogsOf(string channel) => _channels.TryGetValue(channel, out var logs) ? logs : [];

    private FrameLog Open(string channel, IFrameFormat format)
    {
        var log = new FrameLog(channel, format, Head, _options.WindowBytes, _workers.Length);
        if (!_channels.TryGetValue(channel, out var logs))
        {
            _channels.Add(channel, logs = []);
        }

        logs.Add(log);
        if (format.TakesDocuments)
        {
            // Its past is read by who asks for it: whole documents soon fill the window.
            _documentLogs++;
        }
        else
        {
            log.Preloaded = PreloadAsync(log, Head);
        }

        return log;
    }

    /// <summary>The events of channels that somebody reads with whole documents, by their ids, with those.</summary>
    private Dictionary<long, ServerEvent> DocumentsFor(IReadOnlyList<ServerEvent> events)
    {
        if (Volatile.Read(ref _documentLogs) == 0)
        {
            return [];
        }

        List<ServerEvent> wanted;
        lock (_gate)
        {
            wanted = [.. events.Where(serverEvent => LogsOf(serverEvent.Channel).Any(log => log.Format.TakesDocuments))];
        }

        try
        {
            return wanted.Count == 0
                ? []
                : _history.CompleteAsync(wanted, CancellationToken.None).GetAwaiter().GetResult().ToDictionary(complete => complete.Id);
        }
        catch (Exception exception)
        {
            Metrics.DocumentsFailed(exception);
            return [];
        }
    }

    private async Task PreloadAsync(FrameLog log, long through)
    {
        try
        {
            var tail = await Task.Run(() => _eventLog.ReadTailAsync(log.Channel, through, PreloadLimit, CancellationToken.None));
            log.Prepend(tail, tail.Count == PreloadLimit ? tail[0].Id - 1 : 0, through);
        }
        catch (Exception exception)
        {
            // Then the past is read from the log for each who asks for it.
            Metrics.PreloadFailed(log.Channel, exception);
        }
    }

    private void Tick()
    {
        Volatile.Write(ref _now, Environment.TickCount64);
        var (now, options) = (Now, _options);
        VisitAll(subscription => subscription.Tick(now, options));
    }

    private void VisitAll(Action<Subscription> visit)
    {
        FrameLog[] logs;
        lock (_gate)
        {
            logs = [.. _channels.Values.SelectMany(logs => logs)];
        }

        foreach (var log in logs)
        {
            foreach (var readers in log.Readers)
            {
                readers.Visit(subscription =>
                {
                    // A stream of several channels is met in each of them; once is enough.
                    if (subscription.MainLog == log)
                    {
                        visit(subscription);
                    }
                });
            }
        }
    }
}
