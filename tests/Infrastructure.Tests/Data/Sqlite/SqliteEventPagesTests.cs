using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Sqlite;

namespace Dots.Infrastructure.Tests.Data.Sqlite;

public sealed class SqliteEventPagesTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Create(DatabaseProvider.Sqlite);

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false, "id > @after")]
    [InlineData(false, "channel = @channel0 AND id > @after")]
    [InlineData(false, "channel = @channel0 AND id > @after", "channel = @channel1 AND id > @after")]
    [InlineData(true, "channel = @channel AND id <= @through")]
    public void Sql_ReadsRowsAsTheyAreAskedFor_ForRangesOfTheIndexes(bool isDescending, params string[] ranges)
    {
        using var connection = _database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {new SqliteEventPages().Sql(ranges, isDescending)}";
        foreach (var parameter in new[] { "@after", "@through", "@channel", "@channel0", "@channel1", "@events" })
        {
            command.Add(parameter, 1);
        }

        var steps = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        // Whatever is sorted or materialized has been read in full before the first row comes.
        steps.Count(step => step.StartsWith("SEARCH events USING ", StringComparison.Ordinal)).Should().Be(ranges.Length);
        steps.Should().NotContain(step => step.Contains("TEMP B-TREE") || step.StartsWith("MATERIALIZE", StringComparison.Ordinal));
    }
}
