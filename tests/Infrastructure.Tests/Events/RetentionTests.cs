using Dots.Application.Events;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Tests.Events;

public sealed class RetentionTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly TestClock _clock = new();
    private readonly Node _node;

    public RetentionTests() => _node = new Node(_database, services => services
        .AddSingleton<TimeProvider>(_clock)
        .Configure<RetentionOptions>(options => (options.MaxBytes, options.Step) = (3 * 1024 * 1024, 100)));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Run_DeletesTheOldestEvents_WhenTheLogExceedsItsSize()
    {
        // Sums of 500 events are the unit in which the log is shortened.
        await AppendAsync("newBoard", 2200, new string(' ', 2000) + "1");

        // At 2,200 bytes each, 1,200 of them fit into 3 MiB.
        await RunUntilAsync(Enumerable.Range(1001, 1200).Select(id => (long)id));
    }

    [Fact]
    public async Task Run_DeletesMessagesAboutReads_AfterAnHour()
    {
        await AppendAsync("activity_retrieved", 150);
        await AppendAsync("activity_updated", 2);
        await AppendAsync("file_downloaded", 1);
        _clock.Now += TimeSpan.FromMinutes(61);
        await AppendAsync("activity_retrieved", 1);

        await RunUntilAsync([151, 152, 154]);
    }

    [Fact]
    public async Task Run_KeepsTheNewestEvent_WhateverItIs()
    {
        await AppendAsync("activity_retrieved", 3);
        _clock.Now += TimeSpan.FromDays(60);

        await RunUntilAsync([3]);
    }

    /// <summary>Runs it until it has left these events.</summary>
    private async Task RunUntilAsync(IEnumerable<long> expected)
    {
        var retention = _node.Get<IEnumerable<IHostedService>>().OfType<Retention>().Single();
        await retention.StartAsync(default);
        await Waiting.UntilAsync(async () => (await IdsAsync()).SequenceEqual(expected), "it has deleted what it should, and nothing else");
        await retention.StopAsync(default);
    }

    private Task AppendAsync(string type, int count, string payload = "{}") => _node.RunAsync(
        async scope =>
        {
            for (var i = 0; i < count; i++)
            {
                await Node.BroadcastAsync(scope, payload, type);
            }
        },
        []);

    private async Task<IEnumerable<long>> IdsAsync() =>
        (await _node.Get<EventLog>().ReadAsync([Channels.Notifications], 0, new(int.MaxValue, int.MaxValue), default)).Events.Select(e => e.Id);
}
