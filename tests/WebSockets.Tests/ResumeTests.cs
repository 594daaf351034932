using Dots.WebSockets.Tests.Clients;
using System.Text.Json;

namespace Dots.WebSockets.Tests;

public sealed class ResumeTests
{
    [Theory]
    [InlineData("last_event_id=1", false)]
    [InlineData("lastEventId=1", false)]
    [InlineData("since=1&last_event_id=1", false)]
    [InlineData("since=1&lastEventId=2", true)]
    [InlineData("since=1&since=2", true)]
    public async Task Open_ReadsTheCursor_WhateverItsParameterIsCalled(string query, bool isReset)
    {
        await using var app = await DotsApp.StartAsync();
        await app.AppendAsync("newBoard", "{}");
        await app.AppendAsync("newPath", "{}");
        using var socket = await RawSocket.OpenAsync(app.Address, $"/ws/notifications/?{query}");

        var first = await socket.ReadMessageAsync();

        first.AsText.Should().Contain(isReset ? "Several cursors that differ" : "newPath");
        first.Seq.Should().Be(2);
    }

    private const string Activity = "activities/63b76319-68ef-4412-9dd4-bb2a13315ee2";

    [Fact]
    public async Task Since_SendsLaterEvents_AtEveryCursor()
    {
        await using var app = await DotsApp.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await app.AppendAsync("newBoard", $$"""{"board_id": {{i}}}""");
            await app.AppendAsync("activity_updated", """{"id":102}""", Activity);
        }

        var logged = await app.LoggedIdsAsync();
        for (var cursor = 0; cursor < 23; cursor++)
        {
            await using var reader = await SocketReader.OpenAsync(app.Address, $"/ws/notifications/?since={cursor}");
            (await reader.TakeThroughAsync(logged[^1])).Should().Equal(logged.Where(id => id > cursor), "the cursor is {0}", cursor);
        }
    }

    [Theory]
    [InlineData("?since=999", "ahead")]
    [InlineData("?since=latest", "not a number")]
    [InlineData("?since=-1", "not a number")]
    public async Task Since_BeginsWithAReset_WhenItCannotBeHonoured(string query, string reason)
    {
        await using var app = await DotsApp.StartAsync();
        await app.AppendAsync("newBoard", "{}");
        await app.AppendAsync("newBoard", "{}");
        await using var reader = await SocketReader.OpenAsync(app.Address, $"/ws/{Activity}/{query}");

        await app.AppendAsync("activity_created", """{"id":101}""", Activity);
        var (reset, next) = (await reader.ReadAsync(), await reader.ReadAsync());

        reset.EnumerateObject().Select(member => member.Name).Should().Equal("seq", "event", "data");
        reset.GetProperty("seq").GetInt64().Should().Be(2);
        reset.GetProperty("event").GetString().Should().Be("reset");
        reset.GetProperty("data").GetProperty("reason").GetString().Should().Contain(reason);
        reset.GetProperty("data").GetProperty("oldest").GetInt64().Should().Be(1);
        reset.GetProperty("data").GetProperty("latest").GetInt64().Should().Be(2);
        next.GetProperty("seq").GetInt64().Should().Be(3);
    }

    [Fact]
    public async Task Since_BeginsWithAReset_WhenItPrecedesTheRetainedRange()
    {
        await using var app = await DotsApp.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await app.AppendAsync("newBoard", "{}");
        }

        await app.EventLog.TrimAsync(DateTimeOffset.UtcNow.AddDays(1), 3, CancellationToken.None);
        await using var tooOld = await SocketReader.OpenAsync(app.Address, "/ws/notifications/?since=1");
        await using var oldest = await SocketReader.OpenAsync(app.Address, "/ws/notifications/?since=3");

        var reset = await tooOld.ReadAsync();
        reset.GetProperty("event").GetString().Should().Be("reset");
        reset.GetProperty("data").GetProperty("oldest").GetInt64().Should().Be(4);
        (await oldest.TakeThroughAsync(5)).Should().Equal(4, 5);
    }

    [Fact]
    public async Task Since_RepeatsNoEvent_WhenReplayTurnsLiveUnderLoad()
    {
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=65536");
        var payload = $$"""{"board_name": "{{new string('x', 2_000)}}"}""";
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < 150; i++)
            {
                await app.AppendAsync("newBoard", payload);
            }
        });

        var taken = new List<long>();
        while (taken.Count < 150)
        {
            await using var reader = await SocketReader.OpenAsync(app.Address, $"/ws/notifications/?since={taken.LastOrDefault()}");

            // Until it has read enough, or is disconnected because the window has moved past it.
            for (var i = 0; i < 17 && taken.Count < 150 && await reader.NextAsync() is { } message; i++)
            {
                taken.Add(message.GetProperty("seq").GetInt64());
            }
        }

        await publishing;
        taken.Should().Equal(await app.LoggedIdsAsync());
    }

    [Theory]
    [InlineData("notifications", "newPath,solvedBoard", new long[] { 2, 3 })]
    [InlineData("notifications", "newBoard,solvedBoard", new long[] { 1, 3 })]
    [InlineData(Activity, "102,103", new long[] { 4, 6 })]
    [InlineData(Activity, "activity_config_updated", new long[] { 5 })]
    public async Task Types_FilterTheStream(string stream, string types, long[] expected)
    {
        await using var app = await DotsApp.StartAsync();
        await using var live = await SocketReader.OpenAsync(app.Address, $"/ws/{stream}?types={types}");
        await app.AppendAsync(
            ("notifications", "newBoard", "{}"),
            ("notifications", "newPath", "{}"),
            ("notifications", "solvedBoard", "{}"),
            (Activity, "activity_updated", """{"id":102}"""),
            (Activity, "activity_config_updated", """{"id":111}"""),
            (Activity, "activity_deleted", """{"id":103}"""));
        await using var late = await SocketReader.OpenAsync(app.Address, $"/ws/{stream}?types={types}&since=0");

        (await live.TakeThroughAsync(expected[^1])).Should().Equal(expected);
        (await late.TakeThroughAsync(expected[^1])).Should().Equal(expected);
    }

    [Fact]
    public async Task Messages_ArriveInOneOrder_AtAHundredSocketsFromEightPublishers()
    {
        const int publishers = 8, each = 25;
        await using var app = await DotsApp.StartAsync();
        var readers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SocketReader.OpenAsync(app.Address)));
        var reading = readers.Select(reader => reader.TakeThroughAsync(publishers * each)).ToArray();

        await Parallel.ForEachAsync(Enumerable.Range(0, publishers), async (publisher, _) =>
        {
            for (var i = 0; i < each; i++)
            {
                await app.AppendAsync("newBoard", JsonSerializer.Serialize(new { publisher, i }));
            }
        });

        var logged = await app.LoggedIdsAsync();
        logged.Should().HaveCount(publishers * each);
        foreach (var taken in await Task.WhenAll(reading))
        {
            taken.Should().Equal(logged);
        }

        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
    }
}
