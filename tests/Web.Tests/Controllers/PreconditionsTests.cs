using System.Globalization;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

/// <summary>The conditions of RFC 9110 section 13.1, for every resource that has an entity tag and every method that it has.</summary>
[TransportOnly]
public sealed class PreconditionsTests(SharedApp shared) : IAsyncLifetime
{
    private ApiClient _caller = null!;
    private long _board;
    private string _activity = "";

    public static TheoryData<string, string> Writes => new()
    {
        { "PUT", "/api/boards/{board}" },
        { "DELETE", "/api/boards/{board}" },
        { "PUT", "/api/boards/{board}/path" },
        { "DELETE", "/api/boards/{board}/path" },
        { "PUT", "/api/activities/{activity}" },
        { "PATCH", "/api/activities/{activity}" },
        { "DELETE", "/api/activities/{activity}" },
        { "PUT", "/api/activities/{activity}/config" },
        { "PATCH", "/api/activities/{activity}/config" },
        { "PUT", "/api/activities/{activity}/files/a" },
        { "DELETE", "/api/activities/{activity}/files/a" },
    };

    public static TheoryData<string> Reads =>
    [
        "/api/boards/{board}", "/api/boards/{board}/path", "/api/activities/{activity}", "/api/activities/by-name/{activity}", "/api/activities/{activity}/config",
        "/api/activities/{activity}/files/a",
    ];

    public async ValueTask InitializeAsync()
    {
        _caller = await shared.App.SignUpAsync();
        _board = await _caller.CreateBoardAsync();
        await _caller.PutAsync($"/api/boards/{_board}/path", Boards.Beginning);
        _activity = $"{Guid.NewGuid()}";
        await _caller.PostAsync("/api/activities", $$"""{"id":"{{_activity}}","name":"{{_activity}}"}""");
        await _caller.SendBytesAsync("PUT", $"/api/activities/{_activity}/files/a", [1], "text/plain");
    }

    public ValueTask DisposeAsync()
    {
        _caller.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_ChangesNothing_WhenAConditionFails(string method, string template)
    {
        var path = PathOf(template);
        var before = await _caller.GetAsync(path);
        var tag = before.Header("ETag");

        foreach (var (match, noneMatch) in new[] { (null, "*"), (null, tag), (null, $"W/{tag}"), ("*", "*"), (tag, tag), ("\"other\"", "\"other\""), ($"W/{tag}", null) })
        {
            (await WriteAsync(method, path, match, noneMatch)).ShouldBeProblem(412);
        }

        (await WriteAsync(method, path, null, "no tag")).ShouldBeProblem(400);
        var after = await _caller.GetAsync(path);
        (after.Header("ETag"), after.Body).Should().Be((tag, before.Body));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Write_IsPerformed_WhenTheConditionsHold(string method, string template)
    {
        var path = PathOf(template);
        var tag = (await _caller.GetAsync(path)).Header("ETag");

        (await WriteAsync(method, path, tag, "\"other\"")).Status.Should().BeInRange(200, 204);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Read_EvaluatesTheConditionsInOrder(string template)
    {
        var path = PathOf(template);
        var tag = (await _caller.GetAsync(path)).Header("ETag");

        foreach (var (match, noneMatch, status) in new[]
        {
            (tag, null, 200), ("*", null, 200), ("\"other\"", null, 412), ("\"other\"", tag, 412), (tag, tag, 304), (tag, "\"other\"", 200), (null, "*", 304),
            (null, "no tag", 200),
        })
        {
            var answer = await _caller.GetAsync(path, Headers(match, noneMatch));
            answer.Status.Should().Be(status, "of If-Match {0} and If-None-Match {1}", match, noneMatch);
        }
    }

    [Fact]
    public async Task File_GoesByItsTime_WhereNoTagIsGiven()
    {
        var path = PathOf("/api/activities/{activity}/files/a");
        var modified = (await _caller.GetAsync(path)).Header("Last-Modified");
        var before = DateTimeOffset.Parse(modified, CultureInfo.InvariantCulture).AddSeconds(-1).ToString("R", CultureInfo.InvariantCulture);

        (await _caller.GetAsync(path, ("If-Modified-Since", modified))).Status.Should().Be(304);
        (await _caller.GetAsync(path, ("If-Modified-Since", before))).Status.Should().Be(200);
        (await _caller.GetAsync(path, ("If-Modified-Since", modified), ("If-None-Match", "\"other\""))).Status.Should().Be(200);
        (await _caller.GetAsync(path, ("If-Unmodified-Since", before))).ShouldBeProblem(412);
        (await _caller.PutAsync(path, "x", ("If-Unmodified-Since", before))).ShouldBeProblem(412);
        (await _caller.PutAsync(path, "x", ("If-Modified-Since", modified))).Status.Should().Be(200, "that is for reads");
        (await _caller.DeleteAsync(path, ("If-Unmodified-Since", "yesterday"))).Status.Should().Be(204, "a date that is none is ignored");
    }

    [Theory]
    [InlineData("PUT", "/api/boards/999999999", 404)]
    [InlineData("PUT", "/api/boards/999999999/path", 404)]
    [InlineData("DELETE", "/api/boards/999999999/path", 404)]
    [InlineData("PUT", "/api/activities/63b76319-68ef-4412-9dd4-bb2a13315ee9", 404)]
    [InlineData("DELETE", "/api/activities/{activity}/files/b", 404)]
    [InlineData("PUT", "/api/activities/{activity}/files/b", 412)]
    public async Task Condition_CountsOnlyWhereTheWriteWouldSucceed(string method, string template, int status) =>
        (await WriteAsync(method, PathOf(template), "*", null)).ShouldBeProblem(status);

    private Task<ApiResponse> WriteAsync(string method, string path, string? match, string? noneMatch) => _caller.SendAsync(
        method,
        path,
        method == "DELETE" ? null
            : path.EndsWith("/path", StringComparison.Ordinal) ? Boards.Solution
            : path.StartsWith("/api/boards", StringComparison.Ordinal) ? Boards.TwoRows
            : $$"""{"id":"{{_activity}}","x":1}""",
        Headers(match, noneMatch));

    private static (string, string)[] Headers(string? match, string? noneMatch) =>
        [.. new[] { ("If-Match", match), ("If-None-Match", noneMatch) }.Where(header => header.Item2 is not null).Select(header => (header.Item1, header.Item2!))];

    private string PathOf(string template) => template
        .Replace("{board}", $"{_board}", StringComparison.Ordinal).Replace("{activity}", _activity, StringComparison.Ordinal);
}
