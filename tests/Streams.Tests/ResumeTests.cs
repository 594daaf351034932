using System.Globalization;
using Dots.Application.Events;

namespace Dots.Streams.Tests;

public sealed class ResumeTests
{
    [Fact]
    public async Task Open_StartsLive_WhenNoCursorIsGiven()
    {
        await using var app = await DotsApp.StartAsync();
        await app.AppendAsync("newBoard", "{}");
        await using var reader = await SseReader.OpenAsync(app.Http);

        var id = await app.AppendAsync("newPath", "{}");

        (await reader.NextAsync())!.Cursor.Should().Be(id);
    }

    [Fact]
    public async Task Open_PrefersTheHeader_WhenTheQueryHasAnotherCursor()
    {
        await using var app = await DotsApp.StartAsync();
        await AppendManyAsync(app, 5);
        await using var reader = await SseReader.OpenAsync(app.Http, lastEventId: "3", path: "/sse/notifications/?last_event_id=1");

        (await reader.TakeThroughAsync(5)).Should().Equal(4, 5);
    }

    [Fact]
    public async Task Open_ReadsTheQuery_WhenTheHeaderIsMissing()
    {
        await using var app = await DotsApp.StartAsync();
        await AppendManyAsync(app, 5);
        await using var reader = await SseReader.OpenAsync(app.Http, path: "/sse/notifications/?last_event_id=3");

        (await reader.TakeThroughAsync(5)).Should().Equal(4, 5);
    }

    /// <summary>Small events stay among the recent frames; large ones fall out, and are read from the log.</summary>
    [Theory]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(5_000, false)]
    [InlineData(5_000, true)]
    public async Task Open_SendsExactlyTheLaterEvents_ForEveryCursorOfTheLog(int payloadBytes, bool afterARestart)
    {
        const string leastWindow = "Streams:WindowBytes=65536";
        using var database = TestDatabase.CreateForServer();
        var app = await DotsApp.StartOnAsync(database, leastWindow);
        var json = $"\"{new string('x', payloadBytes)}\"";
        for (var i = 0; i < 20; i++)
        {
            // Interleaved with events of other channels, so that some cursors fall into gaps.
            await app.AppendAsync((Channels.Notifications, "newBoard", json), (Channels.OfUser(7), "newPath", json), (Channels.Notifications, "newPath", json));
        }

        if (afterARestart)
        {
            await app.DisposeAsync();
            app = await DotsApp.StartOnAsync(database, leastWindow);
        }

        await using (app)
        {
            var readers = await Task.WhenAll(Enumerable.Range(0, 61).Select(
                cursor => SseReader.OpenAsync(app.Http, cursor.ToString(CultureInfo.InvariantCulture))));
            await AppendManyAsync(app, 3);

            var logged = await app.LoggedIdsAsync();
            for (var cursor = 0; cursor < readers.Length; cursor++)
            {
                var ids = await readers[cursor].TakeThroughAsync(63);
                ids.Should().Equal(logged.Where(id => id > cursor), "that is what follows {0}", cursor);
                await readers[cursor].DisposeAsync();
            }
        }
    }

    /// <summary>Uses the smallest window, so that readers fall out of it during the replay.</summary>
    [Fact]
    public async Task Open_NeitherLosesNorRepeatsEvents_WhileOthersWrite()
    {
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=65536");
        var json = $"\"{new string('x', 500)}\"";
        var latest = await app.AppendAsync("newBoard", json);
        var isWriting = true;
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref isWriting))
            {
                // Two concurrently, one of them on another channel.
                var id = await app.AppendAsync((Channels.Notifications, "newBoard", json), (Channels.OfUser(7), "newPath", json));
                InterlockedMax(ref latest, id);
            }
        })).ToArray();

        var readings = await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            var taken = new List<(long Cursor, List<long> Ids)>();
            for (var round = 0; round < 25; round++)
            {
                // Often near the end, where replay turns live.
                var end = Volatile.Read(ref latest);
                var cursor = random.Next(2) == 0 ? random.NextInt64(end + 1) : Math.Max(0, end - random.Next(5));

                // More than one page of the log.
                var count = random.Next(1, 300);
                var reader = new ResumingReader(app.Http, $"{cursor}");
                await reader.ReadUntilAsync(_ => reader.Events.Count == count);
                taken.Add((cursor, [.. reader.Events.Select(e => e.Cursor)]));
            }

            return taken;
        })));
        Volatile.Write(ref isWriting, false);
        await Task.WhenAll(writers).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);

        var logged = await app.LoggedIdsAsync();
        foreach (var (cursor, ids) in readings.SelectMany(reading => reading))
        {
            ids.Should().Equal(logged.Where(id => id > cursor).Take(ids.Count), "that is what follows {0}", cursor);
        }
    }

    [Fact]
    public async Task Open_MissesNoEventWrittenAfterItsFirstComment_WhileOthersWrite()
    {
        await using var app = await DotsApp.StartAsync();
        var acknowledged = await app.AppendAsync("newBoard", "{}");
        var isWriting = true;
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref isWriting))
            {
                InterlockedMax(ref acknowledged, await app.AppendAsync("newBoard", "{}"));
            }
        })).ToArray();

        for (var round = 0; round < 50; round++)
        {
            var past = Volatile.Read(ref acknowledged);
            await using var reader = await SseReader.OpenAsync(app.Http);
            var next = await app.AppendAsync("newPath", "{}");
            var ids = await reader.TakeThroughAsync(next);

            ids[0].Should().BeGreaterThan(past, "what was acknowledged before is past");
            ids.Should().Equal(Enumerable.Range(0, ids.Count).Select(i => ids[0] + i), "all ids are of this channel");
        }

        Volatile.Write(ref isWriting, false);
        await Task.WhenAll(writers).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("lastEventId=3")]
    [InlineData("since=3")]
    [InlineData("last_event_id=3&lastEventId=3&since=3")]
    [InlineData("last_event_id=&lastEventId=3")]
    public async Task Open_ReadsTheCursor_WhateverItsParameterIsCalled(string query)
    {
        await using var app = await DotsApp.StartAsync();
        await AppendManyAsync(app, 5);
        await using var reader = await SseReader.OpenAsync(app.Http, path: $"/sse/notifications/?{query}");

        (await reader.TakeThroughAsync(5)).Should().Equal(4, 5);
    }

    [Theory]
    [InlineData("last_event_id=3&lastEventId=4", new string[0])]
    [InlineData("last_event_id=3&last_event_id=4", new string[0])]
    [InlineData("since=5&last_event_id=3", new string[0])]
    [InlineData("", new[] { "3", "4" })]
    public async Task Open_StartsWithReset_WhenCursorsDiffer(string query, string[] headers)
    {
        await using var app = await DotsApp.StartAsync();
        await AppendManyAsync(app, 5);
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(
            $"GET /sse/notifications/?{query} HTTP/1.1\r\nHost: {app.Address.Authority}\r\n"
            + string.Concat(headers.Select(header => $"Last-Event-ID: {header}\r\n")) + "\r\n");
        await connection.ReadHeadAsync();

        var parser = new EventParser();
        var events = parser.Feed((await connection.ReadChunkAsync())!);

        var reset = events.Should().ContainSingle().Subject;
        (reset.Type, reset.Cursor).Should().Be(("reset", 5));
        reset.Json.GetProperty("reason").GetString().Should().Be("Several cursors that differ were sent.");
        await app.AppendAsync("newPath", "{}");
        parser.Feed((await connection.ReadChunkAsync())!).Should().Equal(new Received("6", "newPath", "{}"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("6")]
    [InlineData("99999999")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1 2")]
    public async Task Open_StartsWithReset_WhenTheCursorCannotBeHonoured(string cursor)
    {
        await using var app = await DotsApp.StartAsync();
        await AppendManyAsync(app, 5);
        await using var byHeader = await SseReader.OpenAsync(app.Http, lastEventId: cursor);
        await using var byQuery = await SseReader.OpenAsync(app.Http, path: $"/sse/notifications/?last_event_id={Uri.EscapeDataString(cursor)}");

        var next = await app.AppendAsync("newBoard", "{}");

        foreach (var reader in (SseReader[])[byHeader, byQuery])
        {
            var reset = await reader.NextAsync();
            reset!.Type.Should().Be("reset");
            reset.Cursor.Should().Be(5, "a client that comes back must not bring the same useless cursor");
            reset.Json.GetProperty("reason").GetString().Should().NotBeNullOrWhiteSpace();
            reset.Json.GetProperty("oldest").GetInt64().Should().Be(1);
            reset.Json.GetProperty("latest").GetInt64().Should().Be(5);
            (await reader.NextAsync())!.Cursor.Should().Be(next, "it goes on live");
        }
    }

    [Fact]
    public async Task Open_ResetsOnlyCursorsBeforeTheRetainedRange_AfterATrim()
    {
        await using var app = await DotsApp.StartAsync();
        await AppendManyAsync(app, 10);
        await app.EventLog.TrimAsync(DateTimeOffset.UtcNow.AddDays(1), 5, TestContext.Current.CancellationToken);

        await using var tooOld = await SseReader.OpenAsync(app.Http, "4");
        await using var justKept = await SseReader.OpenAsync(app.Http, "5");
        await using var fromTheBeginning = await SseReader.OpenAsync(app.Http, "0");

        var reset = await tooOld.NextAsync();
        reset!.Type.Should().Be("reset");
        reset.Json.GetProperty("oldest").GetInt64().Should().Be(6);
        reset.Json.GetProperty("latest").GetInt64().Should().Be(10);
        (await justKept.TakeThroughAsync(10)).Should().Equal(6, 7, 8, 9, 10);
        (await fromTheBeginning.TakeThroughAsync(10)).Should().Equal(6, 7, 8, 9, 10);
    }

    [Fact]
    public async Task Trim_LeavesNoGap_InReplaysThatItOvertakes()
    {
        const int events = 5_000;
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=65536");
        await app.AppendAsync([.. Enumerable.Repeat((Channels.Notifications, "newBoard", $"\"{new string('x', 500)}\""), events)]);
        var readers = Enumerable.Range(0, 8).Select(_ => new ResumingReader(app.Http, "1")).ToArray();

        var reading = readers.Select(reader => reader.ReadUntilAsync(e => e.Cursor == events)).ToArray();
        await Waiting.UntilAsync(() => readers.All(reader => reader.Events.Count > 0), "all have begun");
        while (await app.EventLog.TrimAsync(DateTimeOffset.UtcNow.AddDays(1), 50, TestContext.Current.CancellationToken) > 0)
        {
        }

        await Task.WhenAll(reading).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);
        foreach (var reader in readers)
        {
            // A reader that was overtaken was disconnected, and got a reset when it resumed. It never silently skipped events.
            var withoutReset = reader.Events.Where(e => e.Type != "reset").Select(e => (int)e.Cursor).ToList();
            withoutReset.Should().Equal(Enumerable.Range(2, withoutReset.Count));
            reader.Events.Last().Should().Match<Received>(e => e.Type == "reset" || withoutReset.Count == events - 1);
        }
    }

    [Fact]
    public async Task Open_ResetsAnOldCursor_WhenTheLogIsNew()
    {
        await using var app = await DotsApp.StartAsync();
        await using var reader = await SseReader.OpenAsync(app.Http, "812");

        var reset = await reader.NextAsync();

        reset!.Type.Should().Be("reset");
        reset.Json.GetProperty("latest").GetInt64().Should().Be(0);
        await app.AppendAsync("newBoard", "{}");
        (await reader.NextAsync())!.Cursor.Should().Be(1);
    }

    [Theory]
    [InlineData("newPath", new[] { "newPath" })]
    [InlineData("newPath,updatedBoard", new[] { "newPath", "updatedBoard" })]
    [InlineData("newPath,%20newBoard", new[] { "newPath", "newBoard" })]
    [InlineData("", new[] { "newBoard", "newPath", "updatedBoard" })]
    public async Task Types_FilterTheStream_InReplayAndLive(string types, string[] expected)
    {
        await using var app = await DotsApp.StartAsync();
        await AppendEachTypeAsync(app);
        await using var reader = await SseReader.OpenAsync(app.Http, "0", $"/sse/notifications/?types={types}");
        await AppendEachTypeAsync(app);
        await app.AppendAsync("newPath", "\"end\"");
        var (all, id) = ((await app.EventLog.ReadAsync([Channels.Notifications], 0, new(100, int.MaxValue), TestContext.Current.CancellationToken)).Events, 7);

        var ids = await reader.TakeThroughAsync(id);

        ids.Should().Equal(all.Where(e => expected.Contains(e.Type)).Select(e => e.Id));
    }

    [Fact]
    public async Task Types_AreRejectedByName_WhenUnknown()
    {
        await using var app = await DotsApp.StartAsync();

        using var response = await app.Http.GetAsync(
            "/sse/notifications/?types=newBoard,oldBoard", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        response.StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("oldBoard").And.Contain("\"types\"");
        app.LiveStreams.Total.Should().Be(0);
    }

    private static Task<long> AppendManyAsync(DotsApp app, int count) =>
        app.AppendAsync([.. Enumerable.Repeat((Channels.Notifications, "newBoard", "{}"), count)]);

    private static Task<long> AppendEachTypeAsync(DotsApp app) =>
        app.AppendAsync(
            (Channels.Notifications, "newBoard", "{}"), (Channels.Notifications, "newPath", "{}"), (Channels.Notifications, "updatedBoard", "{}"));

    private static void InterlockedMax(ref long target, long value)
    {
        var seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) is var found && found != seen)
        {
            seen = found;
        }
    }
}
