using Dots.Application.Events;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Reads the log continuously and publishes new events to the hub. One per node, and the only path from the log to live streams. It is
/// woken after each commit and polls as well, so that a lost wake-up costs latency, never an event.
/// </summary>
internal sealed partial class EventLogReader(
    EventLog eventLog, StreamHub hub, WakeUp wakeUp, ILogSharing sharing, IEnumerable<IEventTap> taps, ILogger<EventLogReader> logger)
    : IHostedService
{
    private static readonly PageLimit Page = new(Events: 1024, Bytes: 1024 * 1024);

    /// <summary>The longest that an event is delayed so that others can be sent with it.</summary>
    private static readonly TimeSpan MaxCoalescingDelay = TimeSpan.FromMilliseconds(20);

    private readonly IEventTap[] _taps = [.. taps];
    private readonly Coalescing _coalescing = new(wakeUp, MaxCoalescingDelay);

    // A dedicated thread: under load the thread pool is busy with requests, and all streams would wait for a free thread.
    private Thread? _thread;
    private volatile bool _stopping;
    private bool _isBurst;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bounds = await eventLog.GetBoundsAsync(cancellationToken);
        hub.StartAt(bounds.Latest);
        _thread = new Thread(() => Run(bounds.Latest)) { IsBackground = true, Name = "event log reader" };
        _thread.Start();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        wakeUp.RequestRead();
        _thread?.Join();
        return Task.CompletedTask;
    }

    private void Run(long cursor)
    {
        while (!_stopping)
        {
            _coalescing.Wait(hub.LastPassDuration, () => hub.IsPassRunning, _isBurst);
            try
            {
                cursor = ReadOn(cursor);
            }
            catch (Exception exception)
            {
                LogReadFailed(logger, cursor, exception);
            }

            wakeUp.Wait(sharing.PollInterval);
        }
    }

    private long ReadOn(long cursor)
    {
        LogPage page;
        do
        {
            page = eventLog.ReadAllChannelsAsync(cursor, Page, CancellationToken.None).GetAwaiter().GetResult();
            var events = page.Events;
            _isBurst = events.Count > 1;
            if (events.Count > 0)
            {
                hub.Publish(events);
                foreach (var tap in _taps)
                {
                    tap.Published(events);
                }

                hub.Metrics.Appended(events.Count);
                cursor = events[^1].Id;
            }
        }
        while (!page.IsLast);

        return cursor;
    }

    [LoggerMessage(LogLevel.Error, "The event log could not be read after {Cursor}; trying again")]
    private static partial void LogReadFailed(ILogger logger, long cursor, Exception exception);
}
