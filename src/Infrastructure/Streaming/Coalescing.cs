namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Delays an event until those that are about to follow it have been committed. Events that are read from the log together go out in one
/// send to each reader, and a send costs nearly the same however many events are in it: under load this saves most of the work.
/// </summary>
/// <remarks>
/// An event that comes alone is never delayed. While other writes are in progress, the delay is limited in proportion to the last fan-out
/// pass, so that with few readers, for whom separate sends cost nothing, it is negligible. In a burst it also saves a query for each event.
/// </remarks>
internal sealed class Coalescing(WakeUp wakeUp, TimeSpan maxDelay)
{
    /// <summary>The delay is at most this many times the duration of the last fan-out pass.</summary>
    private const int MaxDelayInPasses = 4;

    /// <summary>In a burst the delay may be this long, however short the last pass was.</summary>
    private static readonly TimeSpan MaxBurstDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when no event is about to follow, or when the limit is reached.</summary>
    /// <param name="lastPass">How long the last fan-out pass took.</param>
    /// <param name="isPassRunning">Whether a pass is running: events that are read after it has ended go out in one send.</param>
    /// <param name="isBurst">Whether the last read found several events. Then commits of other nodes are waited for as well.</param>
    public void Wait(TimeSpan lastPass, Func<bool> isPassRunning, bool isBurst)
    {
        var delay = Math.Max(lastPass.Ticks * MaxDelayInPasses, isBurst ? MaxBurstDelay.Ticks : 0);
        var end = Environment.TickCount64 + Math.Min(delay, maxDelay.Ticks) / TimeSpan.TicksPerMillisecond;
        var (commits, isExpected) = (wakeUp.Commits, isBurst);
        while ((isExpected || wakeUp.Writers > 0 || isPassRunning()) && Environment.TickCount64 < end)
        {
            // Not until the next signal: each commit sets it, and waking for each is the cost that is to be saved.
            Thread.Sleep(1);
            isExpected = wakeUp.Commits != commits;
            commits = wakeUp.Commits;
        }
    }
}
