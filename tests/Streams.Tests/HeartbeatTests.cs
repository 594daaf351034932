using System.Net;

namespace Dots.Streams.Tests;

/// <summary>Heartbeats, by which a browser's scripts notice a connection that is frozen.</summary>
[TransportOnly]
public sealed class HeartbeatTests
{
    [Theory]
    [InlineData("/sse/notifications/?heartbeat=5&types=newBoard")]
    [InlineData("/sse/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/?heartbeat=5")]
    [InlineData("/sse/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/?heartbeat=5&data=full")]
    public async Task Get_SendsHeartbeats_WhenTheyAreRequested(string path)
    {
        await using var app = await DotsApp.StartAsync();
        await using var reader = await SseReader.OpenAsync(app.Http, path: path);

        (await reader.NextAsync()).Should().Be(new Received("", "heartbeat", "{}"));
    }

    [Fact]
    public async Task Get_SendsAHeartbeatWithoutAnId_AfterAnEvent()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync($"GET /sse/notifications/?heartbeat=5 HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n");
        await connection.ReadHeadAsync();
        await connection.ReadChunkAsync();

        await app.AppendAsync("newBoard", "{}");

        (await connection.ReadChunkAsync()).Should().Equal("id: 1\nevent: newBoard\ndata: {}\n\n"u8.ToArray());
        for (var nth = 0; nth < 2; nth++)
        {
            (await connection.ReadChunkAsync()).Should().Equal("event: heartbeat\ndata: {}\n\n"u8.ToArray());
        }
    }

    [Fact]
    public async Task Get_SendsHeartbeats_WhileOtherEventsAreSent()
    {
        await using var app = await DotsApp.StartAsync();
        await using var reader = await SseReader.OpenAsync(app.Http, path: "/sse/notifications/?heartbeat=5");
        var sent = new List<long>();
        var received = new List<long>();

        // A client that listens to some types only, as EventSource makes easy, must not mistake a busy stream for a dead one.
        while (true)
        {
            sent.Add(await app.AppendAsync("newBoard", "{}"));
            var next = (await reader.NextAsync())!;
            if (next.Type == "heartbeat")
            {
                break;
            }

            received.Add(next.Cursor);
        }

        received.Add((await reader.NextAsync())!.Cursor);
        received.Should().Equal(sent);
    }

    [Fact]
    public async Task Get_SendsNoHeartbeat_WhenNoneIsRequested()
    {
        await using var app = await DotsApp.StartAsync("Streams:KeepAliveSeconds=0.1");
        await using var requested = await SseReader.OpenAsync(app.Http, path: "/sse/notifications/?heartbeat=5");
        await using var reader = await SseReader.OpenAsync(app.Http);

        (await requested.NextAsync())!.Type.Should().Be("heartbeat");
        await app.AppendAsync("newBoard", "{}");

        (await reader.NextAsync())!.Type.Should().Be("newBoard");
    }

    [Theory]
    [InlineData("4")]
    [InlineData("61")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("7.5")]
    [InlineData("soon")]
    [InlineData("5&heartbeat=6")]
    public async Task Get_NamesTheParameter_WhenItsValueIsInvalid(string value)
    {
        await using var app = await DotsApp.StartAsync();

        using var response = await app.Http.GetAsync($"/sse/notifications/?heartbeat={value}");

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("\"heartbeat\":[\"Must be a whole number of seconds from 5 to 60, or omitted.\"]");
        app.LiveStreams.Total.Should().Be(0);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("60")]
    [InlineData("")]
    public async Task Get_Streams_WhenTheValueIsValid(string value)
    {
        await using var app = await DotsApp.StartAsync();
        await using var reader = await SseReader.OpenAsync(app.Http, path: $"/sse/notifications/?heartbeat={value}");

        var id = await app.AppendAsync("newBoard", "{}");

        (await reader.NextAsync())!.Cursor.Should().Be(id);
    }
}
