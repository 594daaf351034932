using System.Text.Json;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

public sealed class EventsTests : IAsyncLifetime
{
    private DotsApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DotsApp.StartAsync("Events:RetentionDays=1");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_ReturnsEvents_InLogOrder()
    {
        using var owner = await _app.SignUpAsync();
        using var player = await _app.SignUpAsync();
        var board = await owner.CreateBoardAsync("Plansza: \"testowa\"");
        var path = (await player.PutAsync($"/api/boards/{board}/path", Boards.Solution)).Number("id");
        await player.PutAsync($"/api/boards/{board}/path", Boards.Solution);
        await player.PutAsync($"/api/boards/{board}/path", Boards.Beginning);
        await player.DeleteAsync($"/api/boards/{board}/path");
        await owner.PutAsync($"/api/boards/{board}", Boards.TwoRows);
        await owner.PutAsync($"/api/boards/{board}", Boards.TwoRows);
        await owner.DeleteAsync($"/api/boards/{board}");

        var page = await _app.Visitor.GetAsync("/api/events");

        page.Header("Cache-Control").Should().Be("no-store");
        page.Members.Should().Equal("items", "next_after", "oldest", "latest", "reset");
        var items = page.Json.GetProperty("items").EnumerateArray().ToList();
        items.Select(item => item.GetProperty("event").GetString()).Should().Equal(
            "newBoard", "newPath", "solvedBoard", "updatedPath", "deletedPath", "updatedBoard", "deletedBoard");
        items.Select(item => item.GetProperty("id").GetInt64()).Should().Equal([1, 2, 4, 5, 7, 9, 10], "the others are the player's own");
        Data(items[0]).Should().Be(
            $$"""{"board_id":{{board}},"board_name":"Plansza: \"testowa\"","creator_username":"{{owner.Name}}"}""");
        Data(items[1]).Should().Be(
            $$"""{"path_id":{{path}},"board_id":{{board}},"board_name":"Plansza: \"testowa\"","user_username":"{{player.Name}}"}""");
        Data(items[2]).Should().Be(Data(items[1]));
        page.Body.Should().NotContain("cells");
    }

    [Fact]
    public async Task List_ContinuesFromTheCursor_OrReportsAReset()
    {
        using var owner = await _app.SignUpAsync();
        for (var i = 0; i < 3; i++)
        {
            await owner.CreateBoardAsync();
        }

        var first = await _app.Visitor.GetAsync("/api/events?limit=2");
        var rest = await _app.Visitor.GetAsync($"/api/events?after={first.Number("next_after")}&limit=2");
        var ahead = await _app.Visitor.GetAsync("/api/events?after=100");

        (first.Number("next_after"), rest.Number("next_after"), ahead.Number("next_after")).Should().Be((2, 3, 3));
        rest.Json.GetProperty("items").GetArrayLength().Should().Be(1);
        rest.Json.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        ahead.Text("reset").Should().Contain("ahead");
        ahead.Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("after=-1", "after")]
    [InlineData("after=x", "after")]
    [InlineData("after=9223372036854775808", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("channel=users/1", "channel")]
    [InlineData("types=newBoards", "types")]
    [InlineData("types=newBoard,102", "types")]
    [InlineData("channel=activities&types=newBoard", "types")]
    public async Task List_NamesTheParameter_WhenTheQueryIsInvalid(string query, string field)
    {
        (await _app.Visitor.GetAsync($"/api/events?{query}")).ShouldBeProblem(400, field);
    }

    [Fact]
    public async Task List_ReturnsOnlyTheRequestedTypes()
    {
        using var owner = await _app.SignUpAsync();
        var board = await owner.CreateBoardAsync();
        await owner.PutAsync($"/api/boards/{board}/path", Boards.Solution);
        var activity = (await owner.PostAsync("/api/activities", "{}")).Text("id");
        await owner.PutAsync($"/api/activities/{activity}", """{"a":1}""");

        (await TypesOfAsync("types=newPath")).Should().Equal("newPath");
        (await TypesOfAsync("types=solvedBoard,%20newBoard")).Should().Equal("newBoard", "solvedBoard");
        (await TypesOfAsync("types=")).Should().Equal("newBoard", "newPath", "solvedBoard");
        (await TypesOfAsync($"channel=activities/{activity}&types=102")).Should().Equal("activity_updated");
        (await TypesOfAsync("channel=activities&types=activity_created")).Should().Equal("activity_created");
        (await TypesOfAsync("channel=alerts&types=system_alert")).Should().BeEmpty();

        // The cursor also advances past the events that the filter leaves out.
        var page = await _app.Visitor.GetAsync("/api/events?types=newPath&limit=1");
        (page.Json.GetProperty("items").GetArrayLength(), page.Number("next_after")).Should().Be((0, 1));

        async Task<IEnumerable<string?>> TypesOfAsync(string query) => (await _app.Visitor.GetAsync($"/api/events?{query}")).Json
            .GetProperty("items").EnumerateArray().Select(item => item.GetProperty("event").GetString());
    }

    [Fact]
    public async Task Write_PublishesNothing_WhenItIsRejected()
    {
        using var owner = await _app.SignUpAsync();
        using var other = await _app.SignUpAsync();
        var board = await owner.CreateBoardAsync();

        await owner.PostAsync("/api/boards", "{}");
        await other.DeleteAsync($"/api/boards/{board}");
        await owner.PutAsync($"/api/boards/{board}", Boards.TwoRows, ("If-Match", "\"9\""));
        await owner.PutAsync($"/api/boards/{board}/path", """{"cells":[]}""");

        (await _app.Visitor.GetAsync("/api/events")).Number("latest").Should().Be(1);
    }

    private static string Data(JsonElement item) => item.GetProperty("data").GetRawText();
}
