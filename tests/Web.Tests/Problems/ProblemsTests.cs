using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Web.Tests.Problems;

/// <summary>Refusals: what clients receive whatever they accept, and what the log does not.</summary>
[TransportOnly]
public sealed class ProblemsTests : IAsyncLifetime
{
    private readonly LoggedErrors _log = new(LogLevel.Warning);
    private DotsApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await StartAsync(_log);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("text/event-stream")]
    [InlineData("application/xml")]
    [InlineData("text/html;q=0.1, image/*")]
    [InlineData("application/json;q=0, application/problem+json;q=0")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Refusal_IsAProblem_WhateverTheClientAccepts(string accept)
    {
        using var caller = await _app.SignUpAsync();
        var before = _log.Messages.Count;
        (int Status, string Request, string? Body)[] refusals =
        [
            (400, "POST /api/boards", "{"),
            (400, "POST /api/boards", """{"name":"","rows":0,"cols":0}"""),
            (400, "GET /api/boards?limit=x", null),
            (400, "GET /sse/activities/x", null),
            (400, "GET /sse/notifications/?types=x", null),
            (404, "GET /api/boards/999", null),
            (404, "GET /api/nothing%0Aforged", null),
            (404, "GET /missing.js", null),
            (404, "DELETE /api/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/files/a%0Aforged", null),
            (405, "PATCH /api/boards", null),
            (409, "POST /api/auth/register", ApiClient.Credentials(caller.Name)),
            (413, "POST /api/boards", new string(' ', 1024 * 1024 + 1)),
            (422, "POST /api/activities", "[]"),
            (426, "GET /ws/notifications/", null),
            (404, "GET /sse/nothing", null),
            (405, "DELETE /sse/notifications/", null),
        ];
        foreach (var (status, request, body) in refusals)
        {
            var parts = request.Split(' ');
            AssertProblem(await caller.SendAsync(parts[0], parts[1], body, ("Accept", accept)), status);
        }

        AssertProblem(await _app.Visitor.GetAsync("/api/auth/me", ("Accept", accept)), 401);
        AssertProblem(await _app.Visitor.GetAsync("/api/paths", ("Accept", accept)), 401);
        AssertProblem(await caller.SendBytesAsync("POST", "/api/boards", [1], "text/plain", ("Accept", accept)), 415);
        AssertProblem(await caller.PostAsync("/api/alerts", """{"message":"x"}""", ("Accept", accept)), 403);
        var activity = (await caller.PostAsync("/api/activities", """{"name":"x"}""")).Text("id");
        await caller.SendBytesAsync("PUT", $"/api/activities/{activity}/files/a", [1], "text/plain");
        AssertProblem(await caller.GetAsync($"/api/activities/{activity}/files/a", ("Accept", accept), ("Range", "bytes=9-")), 416);
        _log.Messages.Skip(before).Should().BeEmpty("a refusal is no event of the server's");

        // The framework logs a warning, and no exception.
        AssertProblem(await _app.Visitor.GetAsync("/index.html", ("Accept", accept), ("Range", "bytes=999-")), 416);

        static void AssertProblem(ApiResponse answer, int status)
        {
            answer.ShouldBeProblem(status);
            answer.Header("X-Content-Type-Options").Should().Be("nosniff");
            answer.Header("Referrer-Policy").Should().Be("same-origin");
            answer.Header("Content-Security-Policy").Should().StartWith("default-src 'none'");
        }
    }

    [Theory]
    [InlineData("/sse/notifications/")]
    [InlineData("/ws/notifications/")]
    public async Task Stream_IsRefusedWithAProblem_WhenTooManyAreOpen(string path)
    {
        using var log = new LoggedErrors(LogLevel.Warning);
        await using var app = await DotsApp.StartWithAsync(services => services.AddSingleton<ILoggerProvider>(log), "Streams:MaxOpen=1", "Logging:Console:LogLevel:Default=None");
        await using var reader = await SseReader.OpenAsync(app.Http);
        var before = log.Messages.Count;

        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(
            $"GET {path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAccept: text/event-stream\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        var head = await connection.ReadHeadAsync();

        head[0].Should().Be("HTTP/1.1 503 Service Unavailable");
        head.Should().Contain("Content-Type: application/problem+json").And.Contain(field => field.StartsWith("Retry-After: ", StringComparison.Ordinal));
        System.Text.Encoding.UTF8.GetString((await connection.ReadChunkAsync())!).Should().Contain("Too many streams are open");
        log.Messages.Skip(before).Should().BeEmpty();
    }

    [Fact]
    public async Task Upload_LeavesNoTraceInTheLog_WhenTheClientGoesAway()
    {
        using var log = new LoggedErrors(LogLevel.Warning);
        await using var app = await StartAsync(log);
        using var caller = await app.SignUpAsync();
        var activity = (await caller.PostAsync("/api/activities", """{"name":"x"}""")).Text("id");
        var before = log.Messages.Count;
        var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(
            $"PUT /api/activities/{activity}/files/a HTTP/1.1\r\nHost: {app.Address.Authority}\r\n"
            + $"Authorization: Bearer {caller.AccessToken}\r\nContent-Length: 1000\r\n\r\nabc");
        await Waiting.UntilAsync(() => Uploads().Length == 1, "the upload has begun");

        connection.Reset();
        await Waiting.UntilAsync(() => Uploads().Length == 0, "the upload has been removed");

        // Waits for the request.
        await app.StopAsync();
        log.Messages.Skip(before).Should().BeEmpty();

        string[] Uploads() => System.IO.Directory.GetFiles(app.FilesFolder, "*", System.IO.SearchOption.AllDirectories);
    }

    [Theory]
    [InlineData("GET", "/api/auth/me")]
    [InlineData("GET", "/api/paths")]
    [InlineData("GET", "/api/boards")]
    [InlineData("GET", "/api/activities")]
    [InlineData("GET", "/api/events")]
    [InlineData("GET", "/api/stats")]
    [InlineData("POST", "/api/auth/login")]
    [InlineData("POST", "/api/auth/login?cookie=true")]
    [InlineData("POST", "/api/auth/refresh")]
    public async Task Response_IsNotToBeStored_WhenItDependsOnTheCaller(string method, string path)
    {
        using var caller = await _app.SignUpAsync();
        var body = path.EndsWith("refresh", StringComparison.Ordinal) ? $$"""{"refresh_token":"{{caller.RefreshToken}}"}"""
            : method == "POST" ? ApiClient.Credentials(caller.Name)
            : null;

        var answer = await caller.SendAsync(method, path, body);

        answer.Status.Should().BeOneOf(200, 204);
        answer.Header("Cache-Control").Should().Match<string>(value => value.Contains("no-store", StringComparison.Ordinal));
    }

    private static Task<DotsApp> StartAsync(LoggedErrors log) => DotsApp.StartWithAsync(
        services => services.AddSingleton<ILoggerProvider>(log), "Logging:LogLevel:Default=Information", "Logging:Console:LogLevel:Default=None");
}
