using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Tests.Streaming;

public sealed class CoalescingTests : IDisposable
{
    /// <summary>Longer than any of these tests.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    private readonly WakeUp _wakeUp = new();

    public void Dispose() => _wakeUp.Dispose();

    [Fact]
    public async Task Wait_ReturnsImmediately_WhenNoWriteIsInProgress()
    {
        await WaitAsync(new Coalescing(_wakeUp, Long)).WaitAsync(Generous);
    }

    [Fact]
    public async Task Wait_ReturnsImmediately_WhenTheLastPassTookNoTime()
    {
        using var write = _wakeUp.BeginWrite();

        await WaitAsync(new Coalescing(_wakeUp, Long), lastPass: TimeSpan.Zero, isPassRunning: () => true).WaitAsync(Generous);
    }

    [Fact]
    public async Task Wait_ReturnsAfterTheMaximumDelay_WhenWritesDoNotEnd()
    {
        using var write = _wakeUp.BeginWrite();

        await WaitAsync(new Coalescing(_wakeUp, maxDelay: TimeSpan.FromMilliseconds(20))).WaitAsync(Generous);
    }

    [Fact]
    public void Wait_ReturnsAfterAllWritesHaveEnded_WhenSeveralAreInProgress()
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
    public async Task Wait_ReturnsAfterTheFanOutPass_WhenOneIsRunning()
    {
        var looks = 0;

        await WaitAsync(new Coalescing(_wakeUp, Long), isPassRunning: () => ++looks < 3).WaitAsync(Generous);

        looks.Should().Be(3);
    }

    [Fact]
    public void Committed_EndsTheWriteBeforeItNotifies_WhenAWriteCommits()
    {
        var write = _wakeUp.BeginWrite();
        var writersWhenNotified = -1;
        _wakeUp.Committed = () => writersWhenNotified = _wakeUp.Writers;

        write.Committed(1);
        write.Dispose();

        writersWhenNotified.Should().Be(0);
        _wakeUp.Writers.Should().Be(0);
    }

    private static Task WaitAsync(Coalescing coalescing, TimeSpan? lastPass = null, Func<bool>? isPassRunning = null, bool isBurst = false) =>
        Task.Run(() => coalescing.Wait(lastPass ?? Long, isPassRunning ?? (() => false), isBurst));
}
