using System.Text.Json;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Solving;

public sealed class CheckTests(SharedApp shared)
{
    private const string Running = "dots_solver_running{purpose=\"request\"} ";

    private const string Short = """{"rows":1,"cols":2,"dots":[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":1,"color":"#FF0000"}]}""";

    /// <summary>Wide and nearly empty, so that nobody can solve it within minutes.</summary>
    private static readonly string Endless = JsonSerializer.Serialize(new
    {
        rows = 50,
        cols = 50,
        dots = Enumerable.Range(0, 20).SelectMany(pair => new[]
        {
            new { row = 2 * pair, col = (pair * 7) % 50, color = $"#{pair:X6}" },
            new { row = 49 - (2 * pair), col = (pair * 11) % 50, color = $"#{pair:X6}" },
        }),
    });

    [Theory]
    [InlineData("all_cells", 2, "unsolvable", 0)]
    [InlineData("pairs_only", 1, "unique", 1)]
    [InlineData("all_cells", 1, "unique", 1)]
    [InlineData(null, 2, "unsolvable", 0)]
    [InlineData("pairs_only", 2, "solvable", 2)]
    public async Task Check_ReturnsTheVerdict_ToVisitors(string? rule, int rows, string verdict, int solutions)
    {
        var board = JsonSerializer.Serialize(new
        {
            rows,
            cols = 3,
            rule,
            dots = new[] { new { row = 0, col = 0, color = "#FF0000" }, new { row = 0, col = 2, color = "#FF0000" } },
        });

        var answer = await shared.App.Visitor.PostAsync("/api/boards/check", board);

        answer.Status.Should().Be(200, answer.Body);
        answer.Members.Should().Equal("verdict", "solutions", "solution", "other_solution");
        (answer.Text("verdict"), answer.Number("solutions")).Should().Be((verdict, solutions));
        var (one, other) = (answer.Json.GetProperty("solution"), answer.Json.GetProperty("other_solution"));
        (one.ValueKind, other.ValueKind).Should().Be(
            (solutions > 0 ? JsonValueKind.Array : JsonValueKind.Null, solutions > 1 ? JsonValueKind.Array : JsonValueKind.Null));
        if (solutions == 1)
        {
            one.GetRawText().Should().Be(
                """[{"color":"#FF0000","cells":[{"row":0,"col":0},{"row":0,"col":1},{"row":0,"col":2}]}]""");
        }
        else if (solutions == 2)
        {
            other.GetRawText().Should().NotBe(one.GetRawText());
        }
    }

    [Fact]
    public async Task Check_ReportsAllErrorsTogether_WithoutAskingForAName()
    {
        var answer = await shared.App.Visitor.PostAsync(
            "/api/boards/check", """{"rows":0,"cols":2,"rule":"fun","dots":[{"row":0,"col":0,"color":"#FF0000"}]}""");

        answer.ShouldBeProblem(400, "rows", "rule", "dots[0].color");
    }

    [Fact]
    public async Task Check_IsUnknown_WhenTheSolverGivesUp()
    {
        await using var app = await DotsApp.StartAsync("Solver:CheckTimeoutSeconds=0.1");

        var answer = await app.Visitor.PostAsync("/api/boards/check", Endless);

        answer.Body.Should().Be("""{"verdict":"unknown","solutions":null,"solution":null,"other_solution":null}""");
        var metrics = (await app.Visitor.GetAsync("/metrics")).Body.Split('\n');
        metrics.Should().Contain("dots_solver_boards_total{purpose=\"request\",verdict=\"unknown\"} 1").And.Contain("dots_solver_seconds_count 1");
    }

    [Fact]
    public async Task Check_IsCancelled_WhenTheClientCloses()
    {
        await using var app = await DotsApp.StartAsync("Solver:CheckTimeoutSeconds=60");
        using (var connection = await RawConnection.OpenAsync(app.Address))
        {
            await connection.SendAsync(
                $"POST /api/boards/check HTTP/1.1\r\nHost: {app.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Endless.Length}\r\n\r\n{Endless}");
            await UntilRunningAsync(app, 1);
        }

        await UntilRunningAsync(app, 0);
    }

    [Fact]
    public async Task Check_Returns503_WhenTooManyClientsWait()
    {
        await using var app = await DotsApp.StartAsync("Solver:CheckTimeoutSeconds=60", "Solver:MaxChecks=1");
        using var other = app.NewCaller("");
        var running = other.PostAsync("/api/boards/check", Endless);
        await UntilRunningAsync(app, 1);

        var refused = await app.Visitor.PostAsync("/api/boards/check", Short);

        refused.ShouldBeProblem(503);
        refused.Header("Retry-After").Should().Be("1");
        other.Dispose();
        await FluentActions.Awaiting(() => running).Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task Check_Returns429_WhenTheCallerSendsTooManyAtOnce_AndNobodyElseIsRefused()
    {
        await using var app = await DotsApp.StartAsync("RateLimits:Enabled=true", "Solver:CheckTimeoutSeconds=60");
        using var someone = await app.SignUpAsync();
        var waiting = Enumerable.Range(0, 12).Select(_ => someone.PostAsync("/api/boards/check", Endless)).ToList();

        var refused = await await Task.WhenAny(waiting);

        refused.ShouldBeProblem(429);
        refused.Header("Retry-After").Should().Be("1");
        (await app.Visitor.PostAsync("/api/boards/check", Short)).Status.Should().Be(200);
        someone.Dispose();
        await FluentActions.Awaiting(() => Task.WhenAll(waiting)).Should().ThrowAsync<Exception>();
    }

    private static Task UntilRunningAsync(DotsApp app, int count) => Waiting.UntilAsync(
        async () => (await app.Visitor.GetAsync("/metrics")).Body.Contains($"{Running}{count}\n", StringComparison.Ordinal), $"{count} boards are being solved");
}
