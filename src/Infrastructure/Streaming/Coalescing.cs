namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Lets an event wait for those that are about to follow. What is read from the log together goes out in one send to each reader, and a
/// send costs nearly the same whatever is in it: under load, most of the work is saved by it.
/// </summary>
/// <remarks>
/// An event that comes alone never waits. With others under way it waits for them in proportion to what handing them out one by one
/// would cost, so that a few readers, who cost nothing, are told at once. In a burst it also saves asking the database for each.
/// </remarks>
internal sealed class Coalescing(WakeUp wakeUp, TimeSpan longest)
{
    private const int WalksToWait = 4;

    private static readonly TimeSpan BurstTimeout = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when nothing is about to follow, or when it would take too long.</summary>
    /// <param name="walk">How long it took to hand the last events to all of their readers.</param>
    /// <param name="isWalking">Whether that is going on: who is handed two events in two sends could have had both in one.</param>
    /// <param name="isBurst">Whether the events came several at a time of late. Then those of other nodes are waited for as well.</param>
    public void Wait(TimeSpan walk, Func<bool> isWalking, bool isBurst)
    {
        var patience = Math.Max(walk.Ticks * WalksToWait, isBurst ? BurstTimeout.Ticks : 0);
        var end = Environment.TickCount64 + Math.Min(patience, longest.Ticks) / TimeSpan.TicksPerMillisecond;
        var (news, isExpected) = (wakeUp.News, isBurst);
        while ((isExpected || wakeUp.Writers > 0 || isWalking()) && Environment.TickCount64 < end)
        {
            // Not until the next signal: each commit gives one, and to be woken by each would cost what is to be saved.
            Thread.Sleep(1);
            isExpected = wakeUp.News != news;
            news = wakeUp.News;
        }
    }
}
