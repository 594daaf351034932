using System.Net.Http.Json;

namespace Dots.Streams.Tests;

public sealed class VerdictTests
{
    private const int Boards = 12;
    private const int Kills = 2;

    [Fact]
    public async Task Kill_NeitherLosesNorRepeatsAVerdict_WhileManyBoardsAreChecked()
    {
        // A claim outlives its killed server by as long as a check may take, and the time to store its verdict.
        await using var server = await DotsProcess.StartAsync("Solver:Workers=2", "Solver:TimeoutSeconds=0.3");
        await server.SignInAsync("ola");
        var reader = new ResumingReader(server.Streams);
        var verdicts = 0;
        var reading = reader.ReadUntilAsync(e => e.Type == "checkedBoard" && Interlocked.Increment(ref verdicts) == Boards);

        var created = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            for (; created < Boards * (kill + 1) / Kills; created++)
            {
                await CreateAsync(server, created);
            }

            var enough = Volatile.Read(ref verdicts) + 1;
            await Waiting.UntilAsync(() => Volatile.Read(ref verdicts) >= enough, "boards are being checked");
            await server.KillAsync();
            await server.StartAgainAsync();
        }

        await reading.WaitAsync(2 * Waiting.Timeout, TestContext.Current.CancellationToken);
        await server.CreateBoardAsync("The last one");
        await reader.ReadUntilAsync(e => e.Type == "checkedBoard");

        var boards = reader.Events.Where(e => e.Type == "newBoard").Select(IdOf);
        reader.Events.Where(e => e.Type == "checkedBoard").Select(IdOf).Should().BeEquivalentTo(boards, "each board is checked once");
        server.Database.Count("boards WHERE checked_revision < puzzle_revision").Should().Be(0);
    }

    private static async Task CreateAsync(DotsProcess server, int n)
    {
        // Wide and nearly empty, so that the check of every third board takes as long as it may.
        var (rows, cols) = n % 3 == 0 ? (40, 40) : (4, 4);
        using var response = await server.Http.PostAsJsonAsync("/api/boards", new
        {
            name = $"Board {n}",
            rows,
            cols,
            dots = Enumerable.Range(0, rows / 2).SelectMany(pair => new[]
            {
                new { row = 2 * pair, col = pair, color = $"#{pair:X6}" },
                new { row = rows - 1 - (2 * pair), col = cols - 1 - pair, color = $"#{pair:X6}" },
            }),
        });
        response.EnsureSuccessStatusCode();
    }

    private static long IdOf(Received received) => received.Json.GetProperty("board_id").GetInt64();
}
