using System.Globalization;
using Dots.Cluster.Tests.Servers;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Cluster.Tests.Backplanes;

/// <summary>Two servers in this process on one database, joined by Redis; one writes and the other is read.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private readonly TestDatabase _database = TestDatabase.CreateForServer();
    private readonly TimeSpan? _pollInterval;
    private readonly string _redis;

    private TwoNodes(string redis, TimeSpan? pollInterval) => (_redis, _pollInterval) = (redis, pollInterval);

    public DotsApp Writer { get; private set; } = null!;

    public DotsApp Reader { get; private set; } = null!;

    /// <param name="redis">Whether or not it runs.</param>
    /// <param name="pollInterval">While the backplane is lost; null for nodes that hear of nothing but of commits.</param>
    public static async Task<TwoNodes> StartAsync(string redis, TimeSpan? pollInterval = null)
    {
        var nodes = new TwoNodes(redis, pollInterval);
        nodes.Writer = await nodes.StartOneAsync();
        nodes.Reader = await nodes.StartOneAsync();
        return nodes;
    }

    public static Task<TwoNodes> StartAsync(RedisProcess redis, TimeSpan? pollInterval = null) => StartAsync(redis.Address, pollInterval);

    public Task UntilJoinedAsync() => UntilAsync("Healthy", "dots_backplane_connected{provider=\"Redis\"} 1");

    public Task UntilLostAsync() => UntilAsync(
        "Degraded\nbackplane: Redis does not answer; events of other nodes are found by polling.",
        "dots_backplane_connected{provider=\"Redis\"} 0");

    /// <summary>How many wake-ups the reading node has heard.</summary>
    public async Task<int> WakeUpsAsync()
    {
        const string name = "dots_backplane_wakeups_received_total{provider=\"Redis\"} ";
        var metrics = await Reader.Http.GetStringAsync("/metrics");
        return int.Parse(metrics.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Reader.DisposeAsync();
        _database.Dispose();
    }

    private Task<DotsApp> StartOneAsync() => DotsApp.StartOnAsync(
        _database,
        services =>
        {
            services.PostConfigure<StreamOptions>(options => options.PollInterval = Never);
            services.PostConfigure<BackplaneOptions>(options =>
            {
                options.PollInterval = _pollInterval ?? Never;
                options.Beat = _pollInterval is null ? Never : options.Beat;
            });
        },
        "Backplane:Provider=Redis",
        $"Backplane:Redis={_redis}");

    private async Task UntilAsync(string health, string metric)
    {
        foreach (var node in new[] { Writer, Reader })
        {
            await Waiting.UntilAsync(async () => await node.Http.GetStringAsync("/health/ready") == health, $"it is said: {health}");
            (await node.Http.GetStringAsync("/metrics")).Split('\n').Should().Contain(metric);
        }
    }
}
