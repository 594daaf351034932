using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

public sealed class OperationsTests(SharedApp shared)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_IsHealthy(string path)
    {
        var answer = await shared.App.Visitor.GetAsync(path);

        (answer.Status, answer.Body).Should().Be((200, "Healthy"));
    }

    [Fact]
    public async Task Stats_ReportTheStartTimeAndTheCounters()
    {
        var before = DateTimeOffset.UtcNow;

        var stats = (await shared.App.Visitor.GetAsync("/api/stats")).Json;

        stats.GetProperty("started_at").GetDateTimeOffset().Should().BeBefore(before);
        stats.GetProperty("streams").EnumerateObject().Select(member => member.Name)
            .Should().Contain(["open", "open_total", "opened_total", "ended"]);
        stats.GetProperty("events").EnumerateObject().Select(member => member.Name)
            .Should().Contain(["oldest", "latest", "deliveries"]);
    }

    [Fact]
    public async Task OpenApi_ListsEveryRoute_InSnakeCase()
    {
        var document = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json;

        var routes = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}")).ToList();

        routes.Should().Contain(
        [
            "post /api/auth/register", "post /api/auth/login", "post /api/auth/refresh", "post /api/auth/logout", "get /api/auth/me",
            "get /api/boards", "post /api/boards", "get /api/boards/{id}", "put /api/boards/{id}", "delete /api/boards/{id}",
            "get /api/boards/{board_id}/path", "put /api/boards/{board_id}/path", "delete /api/boards/{board_id}/path",
            "post /api/boards/{board_id}/paths", "get /api/paths", "get /api/events", "get /api/stats", "get /sse/notifications",
        ]);
        NamesIn(document).Should().NotBeEmpty().And.AllSatisfy(name => name.Should().MatchRegex("^[a-z][a-z0-9_]*$|^Last-Event-ID$"));
        document.GetProperty("openapi").GetString().Should().StartWith("3.");
    }

    [Fact]
    public async Task OpenApi_MarksOperationsThatRequireAuthentication()
    {
        var paths = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json.GetProperty("paths");

        paths.GetProperty("/api/boards").GetProperty("post").TryGetProperty("security", out _).Should().BeTrue();
        paths.GetProperty("/api/boards").GetProperty("get").TryGetProperty("security", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Route_RespondsTheSame_WithOrWithoutATrailingSlash()
    {
        var document = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json;
        string[] others = ["get /health/live", "get /health/ready", "get /openapi/v1.json"];
        var routes = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"))
            .Concat(others)
            .Select(route => route.Replace("{id}", "1", StringComparison.Ordinal).Replace("{board_id}", "1", StringComparison.Ordinal))
            .Where(route => !route.Contains('{', StringComparison.Ordinal))
            .ToList();
        routes.Should().HaveCountGreaterThan(20);

        foreach (var route in routes)
        {
            var path = route.Split(' ')[1];
            var method = path.StartsWith("/sse", StringComparison.Ordinal) ? "HEAD" : route.Split(' ')[0].ToUpperInvariant();
            var without = await shared.App.Visitor.SendAsync(method, path, method is "POST" or "PUT" ? "{}" : null);
            var with = await shared.App.Visitor.SendAsync(method, path + "/", method is "POST" or "PUT" ? "{}" : null);

            with.Status.Should().Be(without.Status, $"{method} {path}/");
            with.Header("Content-Type").Should().Be(without.Header("Content-Type"), $"{method} {path}/");
            with.Status.Should().NotBe(405);
        }
    }

    [Fact]
    public async Task SwaggerUi_IsServed()
    {
        var page = await shared.App.Visitor.GetAsync("/swagger/index.html");

        page.Status.Should().Be(200);
        page.Header("Content-Type").Should().StartWith("text/html");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/12/play")]
    [InlineData("/anything/else/")]
    public async Task ClientApp_IsServed_ForAnyPageUrl(string path)
    {
        var page = await shared.App.Visitor.GetAsync(path);

        (page.Status, page.Body).Should().Be((200, "<title>Dots</title>"));
        page.Header("Content-Type").Should().StartWith("text/html");
        page.Header("Content-Security-Policy").Should().Contain("default-src 'none'");
        page.Header("X-Content-Type-Options").Should().Be("nosniff");
    }

    [Theory]
    [InlineData("GET", "/api/nothing")]
    [InlineData("POST", "/api/nothing")]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/sse/nothing")]
    [InlineData("GET", "/ws/nothing")]
    [InlineData("GET", "/health/nothing")]
    [InlineData("GET", "/missing.js")]
    [InlineData("DELETE", "/anything/else")]
    public async Task Url_IsNotFound_WhenNoRouteMatches(string method, string path)
    {
        (await shared.App.Visitor.SendAsync(method, path, null)).ShouldBeProblem(404);
    }

    [Theory]
    [InlineData("PATCH", "/api/boards/1", "GET, HEAD, PUT, DELETE")]
    [InlineData("DELETE", "/api/boards", "GET, HEAD, POST")]
    [InlineData("GET", "/api/auth/login", "POST")]
    [InlineData("HEAD", "/api/auth/login", "POST")]
    [InlineData("POST", "/api/stats", "GET, HEAD")]
    [InlineData("POST", "/sse/notifications/", "GET, HEAD")]
    [InlineData("POST", "/sse/activities", "GET, HEAD")]
    [InlineData("PUT", "/sse/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/", "GET, HEAD")]
    public async Task Method_IsNotAllowed_WhenTheRouteHasOnlyOthers(string method, string path, string allowed)
    {
        var answer = await shared.App.Visitor.SendAsync(method, path, null);

        if (method == "HEAD")
        {
            (answer.Status, answer.Body).Should().Be((405, ""));
        }
        else
        {
            answer.ShouldBeProblem(405);
        }

        answer.Header("Allow").Split(", ").Should().BeEquivalentTo(allowed.Split(", "));
    }

    [Fact]
    public async Task Head_RespondsLikeGet_WithoutContent()
    {
        var document = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json;
        var id = await shared.Hostile.PostAsync("/api/activities", "{}");
        id.Status.Should().Be(201);
        var paths = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal) && path.Value.TryGetProperty("get", out _))
            .Select(path => path.Name
                .Replace("{id}", path.Name.StartsWith("/api/activities", StringComparison.Ordinal) ? id.Text("id") : $"{shared.BoardId}", StringComparison.Ordinal)
                .Replace("{board_id}", $"{shared.BoardId}", StringComparison.Ordinal)
                .Replace("{name}", "x", StringComparison.Ordinal))
            .ToList();
        paths.Should().HaveCountGreaterThan(12);

        foreach (var path in paths)
        {
            var get = await shared.Hostile.GetAsync(path);
            var head = await shared.Hostile.SendAsync("HEAD", path, null);

            (head.Status, head.Body).Should().Be((get.Status, ""), path);
            head.Header("Content-Type").Should().Be(get.Header("Content-Type"), path);
            head.Header("ETag").Should().Be(get.Header("ETag"), path);
        }
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/live")]
    [InlineData("/swagger/index.html")]
    [InlineData("/")]
    public async Task Head_RespondsLikeGet_OutsideTheApi(string path)
    {
        var get = await shared.App.Visitor.GetAsync(path);
        var head = await shared.App.Visitor.SendAsync("HEAD", path, null);

        (head.Status, head.Body).Should().Be((200, ""));
        head.Header("Content-Type").Should().Be(get.Header("Content-Type"));
    }

    [Fact]
    public async Task Metrics_ReportTheResourceUsageOfTheProcess()
    {
        var samples = (await shared.App.Visitor.GetAsync("/metrics")).Body.Split('\n')
            .Where(line => line.StartsWith("process_", StringComparison.Ordinal)).Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1].Replace("+Inf", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture));

        // The server under test runs in this process.
        using var process = Process.GetCurrentProcess();
        samples["process_resident_memory_bytes"].Should().BeInRange(process.WorkingSet64 / 2.0, process.WorkingSet64 * 2.0);
        samples["process_virtual_memory_bytes"].Should().BeGreaterThan(samples["process_resident_memory_bytes"]);
        samples["process_cpu_seconds_total"].Should().BePositive().And.BeLessThanOrEqualTo(process.TotalProcessorTime.TotalSeconds);
        samples["process_start_time_seconds"].Should().BeApproximately(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0, 1);
        samples["process_open_fds"].Should().BeInRange(10, samples["process_max_fds"]);
    }

    [Fact]
    public async Task OpenApi_DescribesWireTypes_NotFrameworkTypes()
    {
        var document = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json;
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var file = document.GetProperty("paths").GetProperty("/api/activities/{id}/files/{name}").GetProperty("get").GetProperty("responses");

        foreach (var status in (string[])["200", "206"])
        {
            file.GetProperty(status).GetProperty("content").GetProperty("application/octet-stream").GetProperty("schema").GetProperty("$ref")
                .GetString().Should().Be("#/components/schemas/Bytes");
        }

        var bytes = schemas.GetProperty("Bytes");
        (bytes.GetProperty("type").GetString(), bytes.GetProperty("format").GetString()).Should().Be(("string", "binary"));
        file.GetProperty("416").GetProperty("content").EnumerateObject().Should().ContainSingle().Which.Name.Should().Be("application/problem+json");
        schemas.EnumerateObject().Select(schema => schema.Name).Where(name => !name.EndsWith("Dto", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "AccessRequest", "BoardRequest", "BoardRule", "Bytes", "CheckRequest", "Credentials", "HintRequest", "JsonObject", "PathRequest", "ProblemDetails", "RefreshRequest", "StreamTicket", "TokenPair",
            "User", "ValidationProblemDetails", "Verdict");
        foreach (var name in (string[])["ProblemDetails", "ValidationProblemDetails"])
        {
            var problem = schemas.GetProperty(name);
            problem.GetProperty("properties").TryGetProperty("trace_id", out _).Should().BeTrue();
            problem.TryGetProperty("additionalProperties", out var others).Should().Be(others.ValueKind == JsonValueKind.True);
        }

        schemas.GetProperty("JsonObject").GetProperty("type").GetString().Should().Be("object");
    }

    [Theory]
    [InlineData("//api/boards")]
    [InlineData("///api/boards")]
    [InlineData("/api//boards")]
    [InlineData("/api%2Fboards")]
    [InlineData("/api%2fnothing")]
    [InlineData("/%2Fapi/boards")]
    [InlineData("/\\api/boards")]
    [InlineData("/x/..//api/boards")]
    [InlineData("/%61pi/nothing")]
    [InlineData("/API/nothing")]
    [InlineData("//sse/notifications")]
    [InlineData("//ws/notifications")]
    [InlineData("//openapi/v1.json")]
    [InlineData("//health/ready")]
    [InlineData("/health/nothing")]
    [InlineData("//metrics")]
    [InlineData("/metrics/nothing")]
    [InlineData("/swagger/nothing")]
    public async Task Get_NeverReturnsAPage_ForAPathOfTheApi(string target)
    {
        using var connection = await RawConnection.OpenAsync(shared.App.Address);

        await connection.SendAsync($"GET {target} HTTP/1.1\r\nHost: {shared.App.Address.Authority}\r\nAccept: text/html\r\n\r\n");
        var head = await connection.ReadHeadAsync();

        head[0].Should().Be("HTTP/1.1 404 Not Found");
        head.Should().Contain("Content-Type: application/problem+json");
    }

    [Fact]
    public async Task OpenApi_ListsTheMediaTypesOfRequestBodies()
    {
        var paths = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json.GetProperty("paths");

        TypesOf("/api/activities/{id}", "patch").Should().BeEquivalentTo("application/json", "application/merge-patch+json");
        TypesOf("/api/activities/{id}/config", "patch").Should().BeEquivalentTo("application/json", "application/merge-patch+json");
        TypesOf("/api/activities/{id}", "put").Should().Equal("application/json");
        TypesOf("/api/activities/{id}/files/{name}", "put").Should().Equal("application/octet-stream");

        IEnumerable<string> TypesOf(string path, string method) => paths.GetProperty(path).GetProperty(method)
            .GetProperty("requestBody").GetProperty("content").EnumerateObject().Select(type => type.Name);
    }

    [Theory]
    [InlineData("/sse/notifications", "200", "Last-Event-ID", "last_event_id", "heartbeat", "ticket", "types")]
    [InlineData("/sse/activities", "200", "Last-Event-ID", "last_event_id", "heartbeat", "ticket", "types")]
    [InlineData("/sse/activities/{id}", "200", "id", "data", "connection_id", "Last-Event-ID", "last_event_id", "heartbeat", "ticket", "types")]
    [InlineData("/ws/notifications", "101", "since", "heartbeat", "ticket", "types")]
    [InlineData("/ws/activities", "101", "since", "heartbeat", "ticket", "types")]
    [InlineData("/ws/activities/{id}", "101", "id", "snapshot", "data", "connection_id", "since", "heartbeat", "ticket", "types")]
    public async Task OpenApi_DescribesTheStreams(string path, string status, params string[] parameters)
    {
        var stream = (await shared.App.Visitor.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").GetProperty(path).GetProperty("get");

        stream.GetProperty("responses").TryGetProperty(status, out _).Should().BeTrue();
        stream.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()).Should().Equal(parameters);
    }

    private static IEnumerable<string> NamesIn(JsonElement document) =>
        document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties").EnumerateObject().Select(property => property.Name))
            .Concat(document.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject())
                .Where(operation => operation.Value.TryGetProperty("parameters", out _))
                .SelectMany(operation => operation.Value.GetProperty("parameters").EnumerateArray())
                .Select(parameter => parameter.GetProperty("name").GetString()!));
}
