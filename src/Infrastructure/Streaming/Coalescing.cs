namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Delays the reading of an event until the events that are about to follow it have been committed. Events that are read together go out
/// in one send to each reader, and the cost of a send hardly depends on its number of events: under load this saves most of the work.
/// </summary>
/// <remarks>
/// A single event is never delayed. While other writes are in progress, the delay is limited in proportion to the last fan-out pass, so
/// that it is negligible with few readers, where separate sends are cheap. In a burst it also saves a query for each event.
/// </remarks>
internal sealed class Coalescing(WakeUp wakeUp, TimeSpan maxDelay)
{
    /// <summary>The maximum delay as a multiple of the duration of the last fan-out pass.</summary>
    private const int MaxDelayInPasses = 4;

    /// <summary>The maximum delay in a burst if the last pass was shorter.</summary>
    private static readonly TimeSpan MaxBurstDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>Blocks until no further event is expected or the maximum delay is reached.</summary>
    /// <param name="lastPass">How long the last fan-out pass took.</param>
    /// <param name="isPassRunning">Whether a pass is running: events that are committed until it ends go out in one send.</param>
    /// <param name="isBurst">Whether the last read returned several events. If so, commits of other nodes are waited for as well.</param>
    public void Wait(TimeSpan lastPass, Func<bool> isPassRunning, bool isBurst)
    {
        var delay = Math.Max(lastPass.Ticks * MaxDelayInPasses, isBurst ? MaxBurstDelay.Ticks : 0);
        var end = Environment.TickCount64 + Math.Min(delay, maxDelay.Ticks) / TimeSpan.TicksPerMillisecond;
        var (commits, isExpected) = (wakeUp.Commits, isBurst);
        while ((isExpected || wakeUp.Writers > 0 || isPassRunning()) && Environment.TickCount64 < end)
        {
            // Sleeps rather than waiting for the signal: each commit sets it, and waking up for each is the cost to be avoided.
            Thread.Sleep(1);
            isExpected = wakeUp.Commits != commits;
            commits = wakeUp.Commits;
        }
    }
}
