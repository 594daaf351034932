using System.IO;
using System.Net;
using System.Net.Http.Json;
using Dots.Infrastructure.Data;

namespace Dots.Streams.Tests;

/// <summary>The impact of SQLite faults.</summary>
[SqliteOnly]
public sealed class SqliteFaultTests
{
    [Fact]
    public async Task DiskFull_FailsWritesAndKeepsStreams_UntilSpaceIsFreed()
    {
        await using var server = await DotsProcess.StartOnAsync(TestDatabase.CreateForServer(DatabaseProvider.Sqlite), "Streams:KeepAliveSeconds=0.1");
        await server.SignInAsync("ola");
        await using var reader = await SseReader.OpenAsync(server.Streams, path: SseReader.NewBoardsPath);
        var acknowledged = new List<long> { await server.CreateBoardAsync("Before") };

        // SQLite's write-ahead log is the file that grows.
        server.LimitFileSize(new FileInfo($"{server.Database.File}-wal").Length);
        HttpResponseMessage refused;
        do
        {
            refused = await server.PostBoardAsync("While it is full");
            if (refused.IsSuccessStatusCode)
            {
                acknowledged.Add((await refused.Content.ReadFromJsonAsync<Board>(TestContext.Current.CancellationToken))!.Id);
            }
        }
        while (refused.IsSuccessStatusCode && acknowledged.Count < 10_000);

        refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await server.Http.GetAsync($"/api/boards/{acknowledged[0]}", TestContext.Current.CancellationToken)).StatusCode
            .Should().Be(HttpStatusCode.OK, "reading goes on");
        using (var ready = await server.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken))
        {
            ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            (await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("Writes fail");
        }

        var before = reader.Parser.Comments.Count;
        await reader.UntilAsync(() => reader.Parser.Comments.Count >= before + 3);

        server.LimitFileSize(long.MaxValue);
        acknowledged.Add(await server.CreateBoardAsync("After"));

        var announced = await reader.TakeAsync(acknowledged.Count);
        announced.Select(e => e.Json.GetProperty("board_id").GetInt64()).Should().Equal(acknowledged);
        reader.Untaken.Should().Be(0, "what was refused is not announced");
    }

    [Fact]
    public async Task DiskFull_DelaysPresenceOnly_WhenASignedInUserOpensASocket()
    {
        await using var server = await DotsProcess.StartOnAsync(
            TestDatabase.CreateForServer(DatabaseProvider.Sqlite), "Activities:GracePeriodSeconds=1", "Activities:StaleAfterSeconds=1");
        var ola = await TestAccount.RegisterAsync(server.Http, "ola");
        var activity = await WriteFaults.CreateActivityAsync(server.Address, ola);
        server.LimitFileSize(0);
        await WriteFaults.UntilReadyIsAsync(server.Http, HttpStatusCode.ServiceUnavailable);

        await WriteFaults.FollowWithoutPresenceAsync(server.Http, ola, activity, recover: () => server.LimitFileSize(long.MaxValue));
    }

    [Fact]
    public async Task ReadOnlyDatabase_IsReported_AndKeepsReadersAndSockets()
    {
        using var database = TestDatabase.CreateForServer(DatabaseProvider.Sqlite);
        await using var server = await DotsProcess.StartOnAsync(database);
        var ola = await TestAccount.RegisterAsync(server.Http, "ola");
        var activity = await WriteFaults.CreateActivityAsync(server.Address, ola);
        var readOnly = $"ConnectionStrings:Dots={database.ConnectionString};Mode=ReadOnly";
        await using var other = await DotsProcess.StartOnAsync(database, readOnly, "Boards:SeedStarters=true");

        await WriteFaults.UntilReadyIsAsync(other.Http, HttpStatusCode.ServiceUnavailable);
        (await other.Http.GetAsync("/api/boards", TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        await using var socket = await SocketReader.OpenAsync(other.Address, $"/ws/activities/{activity}/", ola.AccessToken);
    }

    [Fact]
    public async Task LockedDatabase_DelaysWritesAndKeepsStreams_UntilItIsUnlocked()
    {
        await using var server = await DotsProcess.StartOnAsync(TestDatabase.CreateForServer(DatabaseProvider.Sqlite), "Streams:KeepAliveSeconds=0.1");
        await server.SignInAsync("ola");
        await using var reader = await SseReader.OpenAsync(server.Streams, path: SseReader.NewBoardsPath);
        var board = await server.CreateBoardAsync("Before");

        // To the server, this is another process.
        await using var connection = server.Database.Open();
        Task<long>[] writes;
        await using (await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            writes = [.. Enumerable.Range(0, 16).Select(i => server.CreateBoardAsync($"Meanwhile {i}"))];
            // A sleep, because the test is that nothing is written meanwhile. It is longer than the driver's own busy timeout.
            var unlock = Task.Delay(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            while (!unlock.IsCompleted)
            {
                var before = reader.Parser.Comments.Count;
                await reader.UntilAsync(() => reader.Parser.Comments.Count > before);
                (await server.Http.GetAsync($"/api/boards/{board}", TestContext.Current.CancellationToken)).StatusCode
                    .Should().Be(HttpStatusCode.OK, "reading goes on");
                writes.Should().OnlyContain(write => !write.IsCompleted);
            }
        }

        var acknowledged = await Task.WhenAll(writes);

        var announced = await reader.TakeAsync(17);
        announced.Select(e => e.Json.GetProperty("board_id").GetInt64()).Should().Equal([board, .. acknowledged.Order()]);
        reader.Untaken.Should().Be(0);
    }

    private sealed record Board(long Id);
}
