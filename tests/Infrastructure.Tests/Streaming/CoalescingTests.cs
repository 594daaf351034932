using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Tests.Events;

public sealed class CoalescingTests : IDisposable
{
    /// <summary>Longer than any of these tests.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly WakeUp _wakeUp = new();

    public void Dispose() => _wakeUp.Dispose();

    [Fact]
    public async Task Wait_ReturnsAtOnce_WhenNothingIsAboutToFollow()
    {
        await WaitAsync(new Coalescing(_wakeUp, Long)).WaitAsync(Generous);
    }

    [Fact]
    public async Task Wait_ReturnsAtOnce_WhenHandingOutCostsNothing()
    {
        using var write = _wakeUp.BeginWrite();

        await WaitAsync(new Coalescing(_wakeUp, Long), lastPass: TimeSpan.Zero, isPassRunning: () => true).WaitAsync(Generous);
    }

    [Fact]
    public async Task Wait_ReturnsInTime_WhenWritesDoNotEnd()
    {
        using var write = _wakeUp.BeginWrite();

        await WaitAsync(new Coalescing(_wakeUp, maxDelay: TimeSpan.FromMilliseconds(20))).WaitAsync(Generous);
    }

    [Fact]
    public void Wait_LastsUntilAllWritesHaveEnded()
    {
        var (first, second) = (_wakeUp.BeginWrite(), _wakeUp.BeginWrite());
        var seen = -1;
        var coalescing = new Thread(() =>
        {
            new Coalescing(_wakeUp, Long).Wait(Long, () => false, isBurst: false);
            seen = _wakeUp.Commits;
        });
        coalescing.Start();
        SpinWait.SpinUntil(() => coalescing.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped, Generous).Should().BeTrue();
        first.Committed(1);
        second.Committed(2);

        coalescing.Join(Generous).Should().BeTrue();

        seen.Should().Be(2);
        _wakeUp.Writers.Should().Be(0);
    }

    [Fact]
    public async Task Wait_LastsUntilTheEventsBeforeAreHandedOut()
    {
        var looks = 0;

        await WaitAsync(new Coalescing(_wakeUp, Long), isPassRunning: () => ++looks < 3).WaitAsync(Generous);

        looks.Should().Be(3);
    }

    [Fact]
    public void Committed_EndsTheWriteBeforeItTells()
    {
        var write = _wakeUp.BeginWrite();
        var writersWhenTold = -1;
        _wakeUp.Committed = () => writersWhenTold = _wakeUp.Writers;

        write.Committed(1);
        write.Dispose();

        writersWhenTold.Should().Be(0);
        _wakeUp.Writers.Should().Be(0);
    }

    private static Task WaitAsync(Coalescing coalescing, TimeSpan? lastPass = null, Func<bool>? isPassRunning = null, bool isBurst = false) =>
        Task.Run(() => coalescing.Wait(lastPass ?? Long, isPassRunning ?? (() => false), isBurst));
}
