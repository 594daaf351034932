using System.Net;

namespace Dots.Web.Tests.Activities;

/// <summary>What one user's flood of writes costs the others.</summary>
public sealed class FairnessTests
{
    private const int Connections = 60;

    [Fact]
    public async Task Write_WaitsForAFewWritesOfAnother_WhoHasManyUnderWay()
    {
        await using var app = await DotsApp.StartAsync();
        using var flooding = await app.SignInAsync("eve");
        using var http = await app.SignInAsync("ola");
        var id = await flooding.CreateActivityAsync($"\"text\":\"{new string('x', 600_000)}\"");
        var (isFlooding, answered) = (true, 0);
        var flood = Enumerable.Range(0, Connections).Select(i => Task.Run(async () =>
        {
            for (var n = 0; Volatile.Read(ref isFlooding); n++)
            {
                using var answer = await flooding.SendJsonAsync("PATCH", $"/api/activities/{id}", $$"""{"w{{i}}":{{n}}}""", type: "application/merge-patch+json");
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
                Interlocked.Increment(ref answered);
            }
        })).ToList();
        await Waiting.UntilAsync(() => Volatile.Read(ref answered) > Connections, "all of them are under way");

        var overtaken = new List<long>();
        for (var n = 0; n < 9; n++)
        {
            var before = (await app.EventLog.GetBoundsAsync(default)).Latest;
            (await http.SendJsonAsync("POST", "/api/boards", """{"name":"x","rows":2,"cols":2,"dots":[]}""")).StatusCode.Should().Be(HttpStatusCode.Created);
            overtaken.Add((await app.LoggedIdsAsync())[^1] - before - 1);
        }

        Volatile.Write(ref isFlooding, false);
        await Task.WhenAll(flood);
        overtaken.Order().ElementAt(overtaken.Count / 2).Should().BeLessThan(Connections / 3, "first come, first served would be all {0}", Connections);
    }
}
