using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Streams.Tests;

/// <summary>The impact of PostgreSQL faults.</summary>
public sealed class PostgresFaultTests
{
    [PostgresFact]
    public async Task UnreachableDatabase_FailsRequestsAndKeepsStreams_UntilItRecovers()
    {
        using var postgres = PostgresServer.Start();
        using var database = TestDatabase.CreateEmpty(postgres);
        await using var app = await DotsApp.StartOnAsync(database, "Streams:KeepAliveSeconds=0.1");
        var ola = await app.SignInAsync("ola");
        await using var reader = await SseReader.OpenAsync(app.Http, path: SseReader.NewBoardsPath);
        var before = await CreateBoardAsync(ola, "Before");

        using (postgres.Unplug())
        {
            foreach (var refused in new[] { await PostBoardAsync(ola, "Meanwhile"), await app.Http.GetAsync("/api/boards") })
            {
                refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
                refused.Headers.RetryAfter.Should().NotBeNull();
                refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
                (await refused.Content.ReadAsStringAsync()).Should().Contain("cannot be reached").And.NotContain(postgres.Folder);
            }

            (await app.Http.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
            (await app.Http.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            var quiet = reader.Parser.Comments.Count;
            await reader.UntilAsync(() => reader.Parser.Comments.Count >= quiet + 3);
        }

        var after = await CreateBoardAsync(ola, "After");

        (await reader.TakeAsync(2)).Select(e => e.Json.GetProperty("board_id").GetInt64()).Should().Equal(before, after);
        reader.Untaken.Should().Be(0, "what was refused is not announced");
    }

    [PostgresFact]
    public async Task ReadOnlyDatabase_IsReportedAndDelaysPresenceOnly_UntilItIsWritable()
    {
        using var postgres = PostgresServer.Start();
        using var database = TestDatabase.CreateEmpty(postgres);
        await using var app = await DotsApp.StartOnAsync(database, "Activities:GracePeriodSeconds=1", "Activities:StaleAfterSeconds=1");
        var ola = await app.RegisterAsync("ola");
        var activity = await WriteFaults.CreateActivityAsync(app.Address, ola);
        SetReadOnly(database, true);
        await WriteFaults.UntilReadyIsAsync(app.Http, HttpStatusCode.ServiceUnavailable);

        await WriteFaults.FollowWithoutPresenceAsync(app.Http, ola, activity, recover: () => SetReadOnly(database, false));
    }

    // The setting applies to new sessions, so the existing ones are ended.
    private static void SetReadOnly(TestDatabase database, bool isReadOnly) => database.Execute(
        $"""
        SET transaction_read_only = off;
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {(isReadOnly ? "on" : "off")}', current_database()); END $$;
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        """);

    private static Task<HttpResponseMessage> PostBoardAsync(HttpClient http, string name) =>
        http.PostAsJsonAsync("/api/boards", new { name, rows = 2, cols = 2, dots = Array.Empty<object>() });

    private static async Task<long> CreateBoardAsync(HttpClient http, string name)
    {
        using var response = await PostBoardAsync(http, name);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }
}
