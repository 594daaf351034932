using Dots.Infrastructure.Events;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Streaming;

/// <summary>Reads the recent past of a channel into its frame log when it is opened. What is older is read from the event log on demand.</summary>
internal sealed partial class Preload(EventLog eventLog, ILogger<Preload> logger)
{
    private const int MaxEvents = 4096;

    /// <summary>Never fails; without a preload, each reader that resumes reads the past from the event log.</summary>
    public async Task RunAsync(FrameLog log, long through)
    {
        try
        {
            var tail = await Task.Run(() => eventLog.ReadTailAsync(log.Channel, through, MaxEvents, CancellationToken.None));
            log.Prepend(tail, tail.Count == MaxEvents ? tail[0].Id - 1 : 0, through);
        }
        catch (Exception exception)
        {
            LogFailed(logger, log.Channel, exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The recent events of channel {Channel} could not be read; resuming readers read the log instead")]
    private static partial void LogFailed(ILogger logger, string channel, Exception exception);
}
