using System.IO;
using System.Net.WebSockets;

namespace Dots.WebSockets.Tests;

public sealed class KillTests
{
    [Fact]
    public async Task Sockets_ResumeWithoutLossOrRepetition_WhenTheServerIsKilled()
    {
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        var following = Enumerable.Range(0, 10).Select(_ => FollowAsync(server.Address)).ToArray();

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 10; i++)
            {
                await server.CreateBoardAsync($"{round}/{i}");
            }

            if (round == 0)
            {
                await server.KillAsync();
                await server.StartAgainAsync();
            }
        }

        await server.CreateBoardAsync("last");
        var all = await Task.WhenAll(following);
        all[0].Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        all[0].Should().HaveCount(21);
        all.Should().AllSatisfy(seqs => seqs.Should().Equal(all[0]));
    }

    /// <summary>Reconnects with its cursor as often as necessary, until it has seen the last board.</summary>
    private static async Task<List<long>> FollowAsync(Uri server)
    {
        var seqs = new List<long>();
        while (true)
        {
            try
            {
                await using var reader = await SocketReader.OpenAsync(server, $"/ws/notifications/?since={seqs.LastOrDefault()}&types=newBoard");
                while (await reader.NextAsync() is { } message)
                {
                    message.GetProperty("event").GetString().Should().Be("newBoard", "no cursor may be refused");
                    seqs.Add(message.GetProperty("seq").GetInt64());
                    if (message.GetProperty("data").GetProperty("board_name").GetString() == "last")
                    {
                        return seqs;
                    }
                }
            }
            catch (Exception exception) when (exception is WebSocketException or IOException)
            {
                // The server is down.
                await Task.Delay(Waiting.Reconnection);
            }
        }
    }
}
