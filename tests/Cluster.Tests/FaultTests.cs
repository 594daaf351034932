using System.Diagnostics;
using System.Globalization;
using Dots.Cluster.Tests.Load;
using Dots.Cluster.Tests.Servers;
using Npgsql;

namespace Dots.Cluster.Tests;

/// <summary>
/// The guarantees of one process hold for a cluster under faults: one order, no loss, no repetition, resume on any node. Each
/// fault is injected once, or repeatedly for <c>DOTS_CLUSTER_MINUTES</c>.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(
        double.Parse(Environment.GetEnvironmentVariable("DOTS_CLUSTER_MINUTES") ?? "0", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("Postgres")]
    [InlineData("Redis")]
    public async Task Faults_NeitherLoseNorRepeatNorReorderEvents(string backplane)
    {
        var elapsed = Stopwatch.StartNew();
        await using var cluster = await LoopbackCluster.StartAsync(backplane);
        await using var load = await ClusterLoad.StartAsync(cluster);
        var report = new FaultReport(backplane);
        try
        {
            do
            {
                await BreakAsync(backplane, cluster, load, report);
            }
            while (elapsed.Elapsed < Duration);

            await load.FinishAsync();
        }
        catch (Exception)
        {
            output.WriteLine(cluster.ReadLogs());
            throw;
        }

        var history = load.Readers[0].History;
        history.Select(sighting => sighting.Id).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        history.Select(sighting => sighting.Id).Should().Equal(await LoggedAsync(cluster), "nothing that is in the log may be missing");
        foreach (var reader in load.Readers)
        {
            reader.History.Should().Equal(history, "there is one order for all");
            reader.Connections.Should().BeGreaterThan(1);
        }

        // Each acknowledged board was published once, with its own name. A board whose response was lost may exist or not.
        var announced = history.ToDictionary(sighting => sighting.BoardId, sighting => sighting.BoardName);
        load.Acknowledged.Should().OnlyContain(board => announced.ContainsKey(board.Key) && announced[board.Key] == board.Value);

        output.WriteLine(await report.WriteAsync(history.Count, load.Acknowledged.Count, load.Readers, elapsed.Elapsed));
    }

    private static async Task BreakAsync(string backplane, LoopbackCluster cluster, ClusterLoad load, FaultReport report)
    {
        report.Add(await load.MeasureAsync("a node killed (SIGKILL)", () => cluster.DoAsync("kill node2"), () => cluster.DoAsync("start node2")));
        report.Add(await load.MeasureAsync(
            "a node paused past every time-out (SIGSTOP)", () => cluster.DoAsync("pause node3"), () => cluster.DoAsync("resume node3")));
        if (backplane == "Redis")
        {
            report.Add(await load.MeasureAsync(
                "Redis killed, and started again", () => cluster.DoAsync("kill redis"), () => cluster.DoAsync("start redis")));
        }
        else
        {
            report.Add(await load.MeasureAsync("the listening connections cut (pg_terminate_backend)", () => cluster.DoAsync("sever")));
        }

        report.Add(await load.MeasureAsync("PostgreSQL restarted", () => cluster.DoAsync("restart postgres")));
        var rolling = await load.MeasureAsync("a rolling restart (SIGTERM, one node after the other)", () => RestartAllAsync(cluster));
        report.Add(rolling);
        await cluster.UntilWellAsync();
        rolling.Refusals.Should().BeEmpty("who restarts node by node must not be noticed");
    }

    private static async Task RestartAllAsync(LoopbackCluster cluster)
    {
        for (var node = 1; node <= LoopbackCluster.Nodes; node++)
        {
            await cluster.DoAsync($"restart node{node}");
        }
    }

    private static async Task<List<long>> LoggedAsync(LoopbackCluster cluster)
    {
        await using var database = NpgsqlDataSource.Create(cluster.Postgres);
        await using var command = database.CreateCommand("SELECT id FROM events WHERE channel = 'notifications' ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<long>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
