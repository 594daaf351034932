using Dots.Infrastructure.Backplanes;

namespace Dots.Cluster.Tests.Backplanes;

public sealed class PostgresBackplaneTests
{
    [PostgresFact]
    public async Task Commit_WakesTheOtherNode()
    {
        await using var nodes = await TwoNodes.StartOnPostgresAsync();
        await nodes.UntilJoinedAsync();
        await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);

        await nodes.Writer.AppendAsync("newBoard", "{}");

        (await reader.NextAsync())!.Cursor.Should().Be(1);
        (await nodes.WakeUpsAsync()).Should().BePositive();
    }

    [PostgresFact]
    public async Task Node_Reconnects_WhenItsConnectionsWereTerminated()
    {
        await using var nodes = await TwoNodes.StartOnPostgresAsync(TimeSpan.FromMilliseconds(50));
        await nodes.UntilJoinedAsync();
        await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);
        var before = await BackendsAsync(nodes, "pid");

        (await BackendsAsync(nodes, "pg_terminate_backend(pid)::int")).Should().HaveCount(4);
        await nodes.Writer.AppendAsync("newBoard", "{}");

        (await reader.NextAsync())!.Cursor.Should().Be(1);
        await Waiting.UntilAsync(
            async () => await BackendsAsync(nodes, "pid") is { Count: 4 } now && !now.Intersect(before).Any(), "they are connected anew");
        await nodes.UntilJoinedAsync();
    }

    [PostgresFact]
    public async Task Stream_BeginsAfterEventsAcknowledgedByAnotherNode()
    {
        await using var nodes = await TwoNodes.StartOnPostgresAsync();
        await nodes.UntilJoinedAsync();

        for (var i = 0; i < 20; i++)
        {
            var past = await nodes.Writer.AppendAsync("newBoard", "{}");
            await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);
            var id = await nodes.Writer.AppendAsync("newBoard", "{}");

            (await reader.NextAsync())!.Cursor.Should().Be(id, "{0} was past", past);
        }
    }

    /// <summary>Of the backplane's connections to this database.</summary>
    private static async Task<List<int>> BackendsAsync(TwoNodes nodes, string column)
    {
        await using var connection = nodes.Database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT {column} FROM pg_stat_activity WHERE application_name = '{PostgresBackplane.ApplicationName}' AND datname = current_database()";
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<int>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetInt32(0));
        }

        return values;
    }
}
