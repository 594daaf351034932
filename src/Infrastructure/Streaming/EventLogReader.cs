using Dots.Application.Events;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Reads the log from where it left off and hands what it finds to the hub: the only way from the log to the streams, one a
/// node. Woken after each commit; it polls as well, so that a wake-up that is lost costs latency and never an event.
/// </summary>
internal sealed partial class EventLogReader(
    EventLog eventLog, StreamHub hub, WakeUp wakeUp, BackplaneState backplane, ILogger<EventLogReader> logger)
    : IHostedService
{
    private const int PageSize = 1024;

    /// <summary>The most that an event may wait for others.</summary>
    private static readonly TimeSpan MaxCoalescingDelay = TimeSpan.FromMilliseconds(20);

    private readonly Coalescing _coalescing = new(wakeUp, MaxCoalescingDelay);

    // A thread of its own: under load the pool's are busy with requests, and every reader would wait for one of them.
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
        wakeUp.Nudge();
        _thread?.Join();
        return Task.CompletedTask;
    }

    private void Run(long cursor)
    {
        while (!_stopping)
        {
            _coalescing.Wait(hub.LastWalk, () => hub.IsWalking, _isBurst);
            try
            {
                cursor = ReadOn(cursor);
            }
            catch (Exception exception)
            {
                LogReadFailed(logger, cursor, exception);
            }

            wakeUp.Wait(backplane.PollInterval);
        }
    }

    private long ReadOn(long cursor)
    {
        IReadOnlyList<ServerEvent> page;
        do
        {
            page = eventLog.ReadAllChannelsAsync(cursor, PageSize, CancellationToken.None).GetAwaiter().GetResult();
            _isBurst = page.Count > 1;
            if (page.Count > 0)
            {
                hub.Publish(page);
                hub.Metrics.Appended(page.Count);
                cursor = page[^1].Id;
            }
        }
        while (page.Count == PageSize);

        return cursor;
    }

    [LoggerMessage(LogLevel.Error, "The event log could not be read after {Cursor}; trying again")]
    private static partial void LogReadFailed(ILogger logger, long cursor, Exception exception);
}
