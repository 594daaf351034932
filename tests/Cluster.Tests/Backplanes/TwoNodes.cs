using System.Globalization;
using Dots.Cluster.Tests.Servers;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Cluster.Tests.Backplanes;

/// <summary>Two servers in this process on one database, joined by a backplane; one writes and the other is read.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    private readonly TestDatabase _database;
    private readonly BackplaneProvider _provider;
    private readonly TimeSpan? _pollInterval;

    private TwoNodes(TestDatabase database, BackplaneProvider provider, TimeSpan? pollInterval) =>
        (_database, _provider, _pollInterval) = (database, provider, pollInterval);

    public TestDatabase Database => _database;

    public DotsApp Writer { get; private set; } = null!;

    public DotsApp Reader { get; private set; } = null!;

    /// <summary>Two nodes joined by Redis, on either database.</summary>
    /// <param name="redis">The address of the server, which need not be running.</param>
    /// <param name="pollInterval">The poll interval while the backplane is unavailable; null for nodes that rely on wake-ups alone.</param>
    public static Task<TwoNodes> StartAsync(string redis, TimeSpan? pollInterval = null) => StartAsync(
        new TwoNodes(TestDatabase.CreateForServer(), BackplaneProvider.Redis, pollInterval), $"Backplane:Redis={redis}");

    /// <inheritdoc cref="StartAsync(string, TimeSpan?)"/>
    public static Task<TwoNodes> StartAsync(RedisProcess redis, TimeSpan? pollInterval = null) => StartAsync(redis.Address, pollInterval);

    /// <summary>Two nodes joined by the database that they share.</summary>
    /// <param name="pollInterval">The poll interval while the backplane is unavailable; null for nodes that rely on wake-ups alone.</param>
    public static Task<TwoNodes> StartOnPostgresAsync(TimeSpan? pollInterval = null) => StartAsync(
        new TwoNodes(TestDatabase.CreateForServer(DatabaseProvider.Postgres), BackplaneProvider.Postgres, pollInterval));

    public Task UntilJoinedAsync() => UntilAsync("Healthy", $"dots_backplane_connected{Labels} 1");

    public Task UntilLostAsync() => UntilAsync(
        $"Degraded\nbackplane: {_provider} does not answer; events of other nodes are found by polling.", $"dots_backplane_connected{Labels} 0");

    /// <summary>The number of wake-ups that the reading node has received.</summary>
    public async Task<int> WakeUpsAsync()
    {
        var name = $"dots_backplane_wakeups_received_total{Labels} ";
        var metrics = await Reader.Http.GetStringAsync("/metrics");
        return int.Parse(
            metrics.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..], CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await Reader.DisposeAsync();
        _database.Dispose();
    }

    private string Labels => $"{{provider=\"{_provider}\"}}";

    private static async Task<TwoNodes> StartAsync(TwoNodes nodes, params string[] settings)
    {
        nodes.Writer = await nodes.StartOneAsync(settings);
        nodes.Reader = await nodes.StartOneAsync(settings);
        return nodes;
    }

    private Task<DotsApp> StartOneAsync(string[] settings) => DotsApp.StartOnAsync(
        _database,
        services =>
        {
            services.PostConfigure<StreamOptions>(options => options.PollInterval = Never);
            services.PostConfigure<BackplaneOptions>(options =>
            {
                options.PollInterval = _pollInterval ?? Never;
                options.HeartbeatInterval = _pollInterval is null ? Never : options.HeartbeatInterval;
            });
        },
        [$"Backplane:Provider={_provider}", .. settings]);

    private async Task UntilAsync(string health, string metric)
    {
        foreach (var node in new[] { Writer, Reader })
        {
            await Waiting.UntilAsync(async () => await node.Http.GetStringAsync("/health/ready") == health, $"it is said: {health}");
            (await node.Http.GetStringAsync("/metrics")).Split('\n').Should().Contain(metric);
        }
    }
}
