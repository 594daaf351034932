using System.Collections.Concurrent;
using System.Text.Json;

namespace Dots.Streams.Tests;

public sealed class KillTests
{
    private const int Kills = 5;
    private const int Writers = 16;
    private const int Readers = 40;
    private const int WritesBetweenKills = 150;

    [Fact]
    public async Task Kill_NeitherLosesNorRepeatsEvents_WhileManyWriteAndRead()
    {
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        var acknowledged = new ConcurrentDictionary<long, string>();
        var readers = Enumerable.Range(0, Readers).Select(_ => new ResumingReader(server.Streams)).ToArray();
        var lastName = "The last one";
        var reading = readers.Select(reader => reader.ReadUntilAsync(e => e.Type == "newBoard" && NameIn(e) == lastName)).ToArray();

        var isWriting = true;
        var writing = Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var n = 0; Volatile.Read(ref isWriting); n++)
            {
                await TryWriteAsync(server, acknowledged, $"{writer}/{n}");
            }
        }).ToArray();
        for (var kill = 0; kill < Kills; kill++)
        {
            var enough = acknowledged.Count + WritesBetweenKills;
            await Waiting.UntilAsync(() => acknowledged.Count >= enough, "there are more writes");
            await server.KillAsync();
            await server.StartAgainAsync();
        }

        Volatile.Write(ref isWriting, false);
        await Task.WhenAll(writing).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);
        acknowledged[await server.CreateBoardAsync(lastName)] = lastName;
        await Task.WhenAll(reading).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);

        var history = readers[0].Events.ToList();
        history.Select(e => e.Cursor).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        history.Should().NotContain(e => e.Type == "reset", "no cursor was ever refused");
        foreach (var reader in readers)
        {
            reader.Events.Should().Equal(history, "there is one order for all");
            reader.Connections.Should().BeGreaterThan(1);
        }

        // Each acknowledged board was published once, with its own name.
        var announced = history.Where(e => e.Type == "newBoard").ToDictionary(e => e.Json.GetProperty("board_id").GetInt64(), NameIn);
        acknowledged.Should().OnlyContain(board => announced.ContainsKey(board.Key) && announced[board.Key] == board.Value);

        // A write whose response was lost may or may not have been saved, but row and event always agree.
        announced.Keys.Order().Should().Equal(await BoardIdsAsync(server));
    }

    private static async Task TryWriteAsync(DotsProcess server, ConcurrentDictionary<long, string> acknowledged, string name)
    {
        try
        {
            using var response = await server.PostBoardAsync(name);
            var board = JsonElement.Parse(await response.Content.ReadAsStringAsync());
            response.IsSuccessStatusCode.Should().BeTrue("the account and its token survive a kill as well, but: {0}", board);
            acknowledged[board.GetProperty("id").GetInt64()] = name;
        }
        catch (HttpRequestException)
        {
            // Killed before the response, or not started yet.
            await Task.Delay(Waiting.Reconnection);
        }
    }

    private static string NameIn(Received received) => received.Json.GetProperty("board_name").GetString()!;

    private static async Task<List<long>> BoardIdsAsync(DotsProcess server)
    {
        await using var connection = server.Database.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM boards ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<long>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetInt64(0));
        }

        return ids;
    }
}
