using System.Collections.Concurrent;
using Dots.Infrastructure.Common;

namespace Dots.Infrastructure.Tests.Common;

public sealed class PeriodicServiceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task Loop_Continues_WhenARunThrowsOrIsCancelled()
    {
        Exception[] failures = [new OperationCanceledException(), new TaskCanceledException(), new InvalidOperationException()];
        var runs = 0;
        using var service = new Service(_clock, _ => runs++ < failures.Length ? Task.FromException(failures[runs - 1]) : Task.CompletedTask);
        await service.StartAsync(CancellationToken.None);

        for (var run = 0; run <= failures.Length; run++)
        {
            await _clock.StepAsync(Service.Period);
        }

        await _clock.WaitForTimerAsync();
        runs.Should().Be(failures.Length + 1);
        service.Failures.Should().Equal(failures);
        service.ExecuteTask!.IsCompleted.Should().BeFalse();
        await service.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task FirstRun_WaitsForAnInterval_WhenTheServiceDoesNotRunAtStart(bool runsAtStart, int expected)
    {
        var runs = 0;
        using var service = new Service(
            _clock,
            _ =>
            {
                runs++;
                return Task.CompletedTask;
            },
            runsAtStart);

        await service.StartAsync(CancellationToken.None);

        await _clock.WaitForTimerAsync();
        runs.Should().Be(expected);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Stop_EndsTheWait_WhenNoRunIsInProgress()
    {
        using var service = new Service(_clock, _ => Task.CompletedTask);
        await service.StartAsync(CancellationToken.None);
        await _clock.WaitForTimerAsync();

        await service.StopAsync(CancellationToken.None).WaitAsync(Limit);

        service.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue("a host that goes on takes any other outcome for a failure");
        service.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Stop_CancelsTheRunWithoutLoggingAFailure_WhenOneIsInProgress()
    {
        var running = new TaskCompletionSource();
        using var service = new Service(
            _clock,
            stoppingToken =>
            {
                running.SetResult();
                return Task.Delay(Timeout.Infinite, stoppingToken);
            },
            runsAtStart: true);
        await service.StartAsync(CancellationToken.None);
        await running.Task.WaitAsync(Limit);

        await service.StopAsync(CancellationToken.None).WaitAsync(Limit);

        service.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue("a host that goes on takes any other outcome for a failure");
        service.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Failure_IsLogged_WhenTheServiceIsStopping()
    {
        var failure = new InvalidOperationException();
        var running = new TaskCompletionSource();
        using var service = new Service(
            _clock,
            async stoppingToken =>
            {
                running.SetResult();
                await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw failure;
            },
            runsAtStart: true);
        await service.StartAsync(CancellationToken.None);
        await running.Task.WaitAsync(Limit);

        await service.StopAsync(CancellationToken.None).WaitAsync(Limit);

        service.ExecuteTask!.IsCompletedSuccessfully.Should().BeTrue("a host that goes on takes any other outcome for a failure");
        service.Failures.Should().Equal(failure);
    }

    private sealed class Service(TimeProvider clock, Func<CancellationToken, Task> run, bool runsAtStart = false) : PeriodicService(clock)
    {
        public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

        public ConcurrentQueue<Exception> Failures { get; } = [];

        protected override TimeSpan Interval => Period;

        protected override bool RunsAtStart { get; } = runsAtStart;

        protected override Task RunAsync(CancellationToken stoppingToken) => run(stoppingToken);

        protected override void LogFailure(Exception exception) => Failures.Enqueue(exception);
    }
}
