using Dots.Application.Broadcasting;
using Dots.Infrastructure.Backplanes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Events;

/// <summary>
/// Reads the log from where it left off and hands what it finds to the broadcaster: the only way from the log to the streams, one a
/// node. Woken after each commit; it polls as well, so that a wake-up that is lost costs latency and never an event.
/// </summary>
internal sealed partial class EventLogReader(
    EventLog eventLog, Broadcaster broadcaster, WakeUp wakeUp, BackplaneState backplane, ILogger<EventLogReader> logger)
    : IHostedService
{
    private const int PageSize = 1024;

    /// <summary>The most that an event may wait for others.</summary>
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(20);

    private readonly Gathering _gathering = new(wakeUp, LongestGathering);

    // A thread of its own: under load the pool's are busy with requests, and every reader would wait for one of them.
    private Thread? _thread;
    private volatile bool _stopping;
    private bool _isBurst;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var bounds = await eventLog.GetBoundsAsync(cancellationToken);
        broadcaster.StartAt(bounds.Latest);
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
            _gathering.Wait(broadcaster.LastWalk, () => broadcaster.IsWalking, _isBurst);
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
                broadcaster.Publish(page);
                broadcaster.Metrics.Appended(page.Count);
                cursor = page[^1].Id;
            }
        }
        while (page.Count == PageSize);

        return cursor;
    }

    [LoggerMessage(LogLevel.Error, "The event log could not be read after {Cursor}; trying again")]
    private static partial void LogReadFailed(ILogger logger, long cursor, Exception exception);
}
