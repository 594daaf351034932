using System.Globalization;
using Dots.Application.Common;
using Dots.Infrastructure.Common;

namespace Dots.Infrastructure.Tests.Common;

public sealed class LowPrioritySchedulerTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Work_RunsOnAThreadOfLowPriority_AlsoAfterAnAwait()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        using var scheduler = new LowPriorityScheduler(threads: 2, niceness: 10);
        var resumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var niceness = new List<int>();
        var caller = NicenessOfThisThread();

        var work = scheduler.RunAsync(async () =>
        {
            niceness.Add(NicenessOfThisThread());
            await Task.Yield();
            niceness.Add(NicenessOfThisThread());
            await resumed.Task;
            niceness.Add(NicenessOfThisThread());
            return niceness.Count;
        });
        resumed.SetResult();
        await work.WaitAsync(Generous);
        var computed = await scheduler.RunAsync(NicenessOfThisThread).WaitAsync(Generous);

        var expected = Math.Max(caller, 10);
        niceness.Append(computed).Should().HaveCount(4).And.OnlyContain(nice => nice == expected);
        NicenessOfThisThread().Should().Be(caller, "the caller continues on its own threads");
        expected.Should().BePositive();
    }

    [Fact]
    public async Task Work_NeverRunsOnMoreThreadsThanTheSchedulerHas()
    {
        using var scheduler = new LowPriorityScheduler(threads: 2, niceness: 10);
        var (running, most) = (0, 0);
        var gate = new Lock();

        // Each waits for the other, so that both threads are seen at once.
        using var both = new Barrier(participantCount: 2);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scheduler.RunAsync(() =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++running);
            }

            both.SignalAndWait(Generous).Should().BeTrue();
            lock (gate)
            {
                return running--;
            }
        }))).WaitAsync(Generous);

        most.Should().Be(2);
        LowPriorityScheduler.DefaultThreads.Should().BeInRange(1, Math.Max(1, Environment.ProcessorCount - 1));
    }

    [Fact]
    public async Task Work_TakesTurns_WhenItYields()
    {
        using var scheduler = new LowPriorityScheduler(threads: 1, niceness: 10);
        var order = new List<string>();
        using var begin = new ManualResetEventSlim();
        var first = scheduler.RunAsync(() => begin.Wait(Generous));
        var work = new[] { "a", "b", "c" }.Select(name => scheduler.RunAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                order.Add($"{name}{i}");
                await Task.Yield();
            }

            return name;
        })).ToList();

        begin.Set();
        await Task.WhenAll([first, .. work]).WaitAsync(Generous);

        order.Should().Equal("a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2");
    }

    [Fact]
    public async Task RunAsync_ThrowsWhatTheWorkThrows()
    {
        using var scheduler = new LowPriorityScheduler(threads: 1, niceness: 10);
        var failing = () => scheduler.RunAsync(new Func<int>(() => throw new OverloadedException("x")));
        var failingLater = () => scheduler.RunAsync<int>(async () =>
        {
            await Task.Yield();
            throw new OverloadedException("x");
        });

        await failing.Should().ThrowExactlyAsync<OverloadedException>();
        await failingLater.Should().ThrowExactlyAsync<OverloadedException>();
    }

    [Fact]
    public async Task Work_IsCompleted_WhenTheSchedulerIsDisposedMeanwhile()
    {
        var scheduler = new LowPriorityScheduler(threads: 1, niceness: 10);
        var resumed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = scheduler.RunAsync(async () =>
        {
            await resumed.Task;
            await Task.Yield();
            return 7;
        });

        scheduler.Dispose();
        resumed.SetResult();

        (await work.WaitAsync(Generous)).Should().Be(7);
    }

    // proc_pid_stat(5): the 19th field. The second one, the name, is in parentheses and may contain anything.
    private static int NicenessOfThisThread()
    {
        var stat = System.IO.File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19 - 3], CultureInfo.InvariantCulture);
    }
}
