using System.Diagnostics;
using System.Net.WebSockets;
using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Sockets_AreClosedWith1001_WhenTheServerStops()
    {
        await using var app = await DotsApp.StartAsync("Shutdown:TimeoutSeconds=60");
        var readers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            SocketReader.OpenAsync(app.Address, i % 2 == 0 ? "/ws/notifications/" : $"/ws/activities/{Guid.NewGuid()}")));

        var time = Stopwatch.StartNew();
        var stopping = app.StopAsync();
        foreach (var reader in readers)
        {
            (await reader.NextAsync()).Should().BeNull();
            reader.CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
            await reader.CloseAsync();
            await reader.DisposeAsync();
        }

        await stopping;
        time.Elapsed.Should().BeLessThan(Waiting.Timeout, "a host that waited for the peers would take a minute");
    }

    [Fact]
    public async Task Server_Stops_WhenPeersNeitherReadNorAnswer()
    {
        await using var app = await DotsApp.StartAsync("Shutdown:TimeoutSeconds=60");
        using var silent = await RawSocket.OpenAsync(app.Address, "/ws/activities/");
        using var stuck = await RawSocket.OpenAsync(app.Address, receiveBuffer: 4096);
        for (var i = 0; i < 20; i++)
        {
            await app.AppendAsync("newBoard", $"\"{new string('x', 60_000)}\"");
        }

        var time = Stopwatch.StartNew();
        await app.StopAsync();

        time.Elapsed.Should().BeLessThan(Waiting.Timeout, "a host that waited for the peers would take a minute");
        (await silent.ReadCloseAsync()).Should().Be(1001);
    }

    [Fact]
    public async Task Stream_Continues_AfterTheServerWasRestarted()
    {
        using var database = TestDatabase.CreateForServer();
        long cursor;
        await using (var first = await DotsApp.StartOnAsync(database))
        {
            await using var reader = await SocketReader.OpenAsync(first.Address);
            cursor = await first.AppendAsync("newBoard", "{}");
            (await reader.TakeThroughAsync(cursor)).Should().Equal(cursor);
            await first.AppendAsync("newPath", "{}");
        }

        await using var second = await DotsApp.StartOnAsync(database);
        await using var again = await SocketReader.OpenAsync(second.Address, $"/ws/notifications/?since={cursor}");
        var last = await second.AppendAsync("newBoard", "{}");

        (await again.TakeThroughAsync(last)).Should().Equal(cursor + 1, last);
    }
}
