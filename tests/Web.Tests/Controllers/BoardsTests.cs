using System.Text.Json;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

public sealed class BoardsTests(SharedApp shared)
{
    [Fact]
    public async Task Create_ReturnsTheBoard_WithItsLocationAndETag()
    {
        using var caller = await shared.App.SignUpAsync();

        var answer = await caller.PostAsync("/api/boards", Boards.RedRow);

        answer.Status.Should().Be(201);
        answer.Header("Content-Type").Should().StartWith("application/json");
        answer.Members.Should().Equal(
            "id", "name", "rows", "cols", "dots", "rule", "verdict", "difficulty", "creator_username", "created_at", "updated_at", "revision",
            "path_count", "solved_count");
        answer.Header("Location").Should().Be($"/api/boards/{answer.Number("id")}");
        answer.Json.GetProperty("dots").GetRawText().Should().Be(
            """[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":2,"color":"#FF0000"}]""");
        (answer.Text("rule"), answer.Text("verdict"), answer.Text("creator_username")).Should().Be(("all_cells", "unknown", caller.Name));
        answer.Text("created_at").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$");
        var read = await shared.App.Visitor.GetAsync(answer.Header("Location"));
        read.Body.Should().Be(answer.Body);
        read.Header("ETag").Should().Be(answer.Header("ETag"));
    }

    [Fact]
    public async Task Create_ReportsAllErrorsTogether()
    {
        using var caller = await shared.App.SignUpAsync();

        var answer = await caller.PostAsync(
            "/api/boards", """{"name":" ","rows":0,"cols":2,"rule":"fun","dots":[{"row":0,"col":0,"color":"#FF0000"}]}""");

        answer.ShouldBeProblem(400, "name", "rows", "rule", "dots[0].color");
    }

    [Fact]
    public async Task Get_Returns304_UntilTheResponseChanges()
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}";
        var tag = (await shared.App.Visitor.GetAsync(path)).Header("ETag");

        foreach (var known in new[] { tag, $"W/{tag}", $"\"x\", {tag}", "*" })
        {
            var same = await shared.App.Visitor.GetAsync(path, ("If-None-Match", known));
            (same.Status, same.Body, same.Header("ETag")).Should().Be((304, "", tag));
        }

        await caller.PutAsync($"{path}/path", Boards.Beginning);
        (await shared.App.Visitor.GetAsync(path, ("If-None-Match", tag))).Status.Should().Be(200, "path_count has changed");
    }

    [Fact]
    public async Task Update_ReplacesTheBoard_WhenIfMatchMatches()
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}";
        var tag = (await caller.GetAsync(path)).Header("ETag");

        // A new path changes the response but not the board's revision, so the author's If-Match still holds.
        await caller.PutAsync($"{path}/path", Boards.Beginning);
        var changed = await caller.PutAsync(path, Boards.TwoRows, ("If-Match", tag));

        (changed.Status, changed.Number("rows"), changed.Number("revision")).Should().Be((200, 2L, 2L));
        changed.Header("ETag").Should().NotBe(tag);
        (await caller.PutAsync(path, Boards.RedRow, ("If-Match", tag))).ShouldBeProblem(412);
        (await caller.PutAsync(path, Boards.RedRow, ("If-Match", $"{tag}, \"7\""))).ShouldBeProblem(412);
        (await caller.PutAsync(path, Boards.RedRow, ("If-Match", $"{tag}, {changed.Header("ETag")}"))).Status.Should().Be(200);
        (await caller.PutAsync(path, Boards.TwoRows, ("If-Match", "*"))).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("\"something else\"", 412)]
    [InlineData("\"99999999999999999999\"", 412)]
    [InlineData("W/\"1.0.0.0\"", 412)]
    [InlineData("unquoted", 400)]
    public async Task Write_IsRejected_WhenIfMatchDoesNotMatchOrIsInvalid(string tag, int status)
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}";

        (await caller.PutAsync(path, Boards.TwoRows, ("If-Match", tag))).ShouldBeProblem(status);
        (await caller.DeleteAsync(path, ("If-Match", tag))).ShouldBeProblem(status);
        (await caller.GetAsync(path)).Number("revision").Should().Be(1);
    }

    [Fact]
    public async Task Write_Returns403_WhenTheCallerIsNotTheOwner()
    {
        using var owner = await shared.App.SignUpAsync();
        using var other = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await owner.CreateBoardAsync()}";

        (await other.PutAsync(path, Boards.TwoRows)).ShouldBeProblem(403);
        (await other.DeleteAsync(path)).ShouldBeProblem(403);
        (await owner.GetAsync(path)).Number("revision").Should().Be(1);
    }

    [Fact]
    public async Task Delete_RemovesTheBoardAndItsPaths()
    {
        using var owner = await shared.App.SignUpAsync();
        using var player = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await owner.CreateBoardAsync()}";
        await player.PutAsync($"{path}/path", Boards.Beginning);

        var answer = await owner.DeleteAsync(path);

        (answer.Status, answer.Body).Should().Be((204, ""));
        (await owner.GetAsync(path)).ShouldBeProblem(404);
        (await owner.DeleteAsync(path)).ShouldBeProblem(404);
        (await owner.PutAsync(path, Boards.RedRow)).ShouldBeProblem(404);
        (await player.GetAsync("/api/paths")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task List_FindsNames_HoweverTheirLettersAreEncoded()
    {
        using var caller = await shared.App.SignUpAsync();
        foreach (var name in new[] { "\u0179o", "Z\u0301o", "Stra\u00DFe" })
        {
            await caller.CreateBoardAsync(name);
        }

        Names(await caller.GetAsync("/api/boards?mine=true&search=" + Uri.EscapeDataString("z\u0301O"))).Should().HaveCount(2);
        Names(await caller.GetAsync("/api/boards?mine=true&search=" + Uri.EscapeDataString("\u017AO"))).Should().HaveCount(2);
        Names(await caller.GetAsync("/api/boards?mine=true&search=STRASSE")).Should().Equal("Stra\u00DFe");
        Names(await caller.GetAsync($"/api/boards?creator={caller.Name.ToUpperInvariant()}")).Should().HaveCount(3);
    }

    [Fact]
    public async Task List_SearchesSortsAndPages()
    {
        using var caller = await shared.App.SignUpAsync();
        foreach (var name in new[] { "Żółw 1", "żółw 2", "Zebra" })
        {
            await caller.CreateBoardAsync(name);
        }

        var first = await shared.App.Visitor.GetAsync($"/api/boards?creator={caller.Name}&sort=name&limit=2");
        var second = await shared.App.Visitor.GetAsync($"/api/boards?creator={caller.Name}&sort=name&limit=2&cursor={first.Text("next_cursor")}");
        var found = await caller.GetAsync("/api/boards?mine=true&search=" + Uri.EscapeDataString("ŻÓŁW"));

        first.Members.Should().Equal("items", "next_cursor");
        Names(first).Should().Equal("Zebra", "Żółw 1");
        Names(second).Should().Equal("żółw 2");
        second.Json.GetProperty("next_cursor").ValueKind.Should().Be(JsonValueKind.Null);
        Names(found).Should().Equal("żółw 2", "Żółw 1");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.5", "limit")]
    [InlineData("limit=99999999999999999999", "limit")]
    [InlineData("sort=best", "sort")]
    [InlineData("mine=perhaps", "mine")]
    [InlineData("cursor=forged", "cursor")]
    [InlineData("limit=0&sort=best", "limit", "sort")]
    public async Task List_NamesTheParameters_WhenTheQueryIsInvalid(string query, params string[] fields)
    {
        (await shared.App.Visitor.GetAsync($"/api/boards?{query}")).ShouldBeProblem(400, fields);
    }

    [Theory]
    [InlineData("search")]
    [InlineData("creator")]
    public async Task List_NamesTheParameter_WhenNoNameIsThatLong(string parameter)
    {
        (await shared.App.Visitor.GetAsync($"/api/boards?{parameter}={new string('x', 101)}")).ShouldBeProblem(400, parameter);
    }

    [Theory]
    [InlineData("search=%00")]
    [InlineData("search=%FF%FE")]
    [InlineData("search=%ED%A0%80")]
    [InlineData("search=%25_%27%22;--")]
    [InlineData("creator=%00%27")]
    public async Task List_ReturnsNothing_WhenTheSearchHasSpecialCharacters(string query)
    {
        (await shared.App.Visitor.GetAsync($"/api/boards?{query}")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("1.0")]
    [InlineData("one")]
    public async Task Board_IsNotFound_WhenTheIdIsUnknownOrInvalid(string id)
    {
        var caller = shared.Hostile;

        (await caller.GetAsync($"/api/boards/{id}")).ShouldBeProblem(404);
        (await caller.PutAsync($"/api/boards/{id}", Boards.RedRow)).ShouldBeProblem(404);
        (await caller.DeleteAsync($"/api/boards/{id}")).ShouldBeProblem(404);
        (await caller.GetAsync($"/api/boards/{id}/path")).ShouldBeProblem(404);
        (await caller.PutAsync($"/api/boards/{id}/path", Boards.Solution)).ShouldBeProblem(404);
        (await caller.PostAsync($"/api/boards/{id}/paths", Boards.Solution)).ShouldBeProblem(404);
    }

    private static IEnumerable<string> Names(ApiResponse page) =>
        page.Json.GetProperty("items").EnumerateArray().Select(board => board.GetProperty("name").GetString()!);
}
