using Dots.Application.Events;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Streaming;

/// <summary>Loads a channel's recent events into its frame log when it is opened. Older events are read from the event log on demand.</summary>
internal sealed partial class Preload(EventLog eventLog, LowPriorityScheduler lowPriority, ILogger<Preload> logger)
{
    private const int MaxEvents = 4096;

    /// <summary>Never throws. If it fails, readers that resume read from the event log instead.</summary>
    public async Task RunAsync(FrameLog log, long through)
    {
        try
        {
            // Up to a whole window is read and encoded each time that a channel's first stream is opened.
            await lowPriority.RunAsync(() => LoadAsync(log, through));
        }
        catch (Exception exception)
        {
            LogFailed(logger, log.Channel, exception);
        }
    }

    private async Task<int> LoadAsync(FrameLog log, long through)
    {
        // Frames are larger than payloads, so more would not fit into the window.
        var limit = new PageLimit(MaxEvents, log.WindowBytes);
        var tail = await eventLog.ReadTailAsync(log.Channel, through, limit, CancellationToken.None);
        log.Prepend(tail.Events, tail.IsLast ? 0 : tail.Events[0].Id - 1, through);
        return tail.Events.Count;
    }

    [LoggerMessage(LogLevel.Warning, "The recent events of channel {Channel} could not be read; resuming readers read the log instead")]
    private static partial void LogFailed(ILogger logger, string channel, Exception exception);
}
