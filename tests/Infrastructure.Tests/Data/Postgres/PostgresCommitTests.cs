using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;

namespace Dots.Infrastructure.Tests.Data.Postgres;

/// <summary>Reading the log by cursor while many transactions write to it.</summary>
public sealed class PostgresCommitTests : IDisposable
{
    private const int Writers = 16;
    private const int Writes = 40;
    private const int Readers = 6;

    private readonly TestDatabase _database = TestDatabase.Create(DatabaseProvider.Postgres);

    public void Dispose() => _database.Dispose();

    [PostgresFact]
    public async Task Commit_MakesIdsVisibleInOrder_WhenSomeCommitsAreSlowAndSomeRollBack()
    {
        // Both happen after the ids were assigned and before they become visible.
        _database.Execute(
            """
            CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NEW.type = 'slow' THEN PERFORM pg_sleep(random() * 0.03); END IF;
                IF NEW.type = 'doomed' THEN RAISE EXCEPTION 'doomed'; END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION linger();
            """);
        await using var node = new Node(_database);
        await using var other = new Node(_database);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => WriteAsync(i % 2 == 0 ? node : other, new Random(i)))));

        var log = node.Get<EventLog>();
        var readings = await Task.WhenAll(Enumerable.Range(0, Readers).Select(i => Task.Run(() => TailAsync(log, new Random(i), writing))));
        var all = (await log.ReadAllChannelsAsync(0, new(int.MaxValue, int.MaxValue), default)).Events.Select(e => e.Id).ToList();
        all.Should().HaveCount((await writing).Sum(), "what was committed is there, and nothing else");
        all[^1].Should().BeGreaterThan(all.Count, "some ids were given out in vain");
        foreach (var (after, through, seen) in readings.SelectMany(reading => reading))
        {
            seen.Should().Equal(all.Where(id => id > after && id <= through), "a reader goes on after the last id that it has seen");
        }
    }

    /// <returns>The number of events committed.</returns>
    private static async Task<int> WriteAsync(Node node, Random random)
    {
        var appended = 0;
        for (var i = 0; i < Writes; i++)
        {
            var types = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(8) switch { 0 => "doomed", 1 or 2 => "slow", _ => "x" }).ToList();
            try
            {
                await node.RunAsync(
                    async scope =>
                    {
                        foreach (var type in types)
                        {
                            await Node.BroadcastAsync(scope, "{}", type);
                        }
                    },
                    LockKey.None);
                appended += types.Count;
            }
            catch (Npgsql.PostgresException) when (types.Contains("doomed"))
            {
                // Rolled back.
            }
        }

        return appended;
    }

    /// <summary>Reads page by page, repeatedly from different cursors, until all writers have finished.</summary>
    private static async Task<List<(long After, long Through, List<long> Seen)>> TailAsync(EventLog log, Random random, Task writing)
    {
        var readings = new List<(long, long, List<long>)>();
        while (!writing.IsCompleted)
        {
            var after = random.NextInt64((await log.GetBoundsAsync(default)).Latest + 1);
            var cursor = after;
            var seen = new List<long>();
            for (var pages = random.Next(5, 200); pages > 0; pages--)
            {
                var page = (await log.ReadAllChannelsAsync(cursor, new(random.Next(1, 20), int.MaxValue), default)).Events;
                seen.AddRange(page.Select(e => e.Id));
                cursor = page.Count > 0 ? page[^1].Id : cursor;
            }

            readings.Add((after, cursor, seen));
        }

        return readings;
    }
}
