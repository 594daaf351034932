using Dots.Application.Events;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

public sealed class PathsTests(SharedApp shared)
{
    [Fact]
    public async Task Put_CreatesThePath_ThenReplacesIt()
    {
        using var caller = await shared.App.SignUpAsync();
        var board = await caller.CreateBoardAsync();
        var path = $"/api/boards/{board}/path";

        var created = await caller.PutAsync(path, Boards.Beginning);
        var replaced = await caller.PutAsync(path, Boards.Solution);

        (created.Status, replaced.Status).Should().Be((201, 200));
        created.Header("Location").Should().Be(path);
        created.Members.Should().Equal(
            "id", "board_id", "board_revision", "lines", "connected", "filled", "solved", "stale", "created_at", "updated_at", "revision");
        (replaced.Number("id"), replaced.Number("board_id"), replaced.Number("revision")).Should().Be((created.Number("id"), board, 2L));
        (created.Json.GetProperty("solved").GetBoolean(), replaced.Json.GetProperty("solved").GetBoolean()).Should().Be((false, true));
        (await caller.GetAsync(path)).Body.Should().Be(replaced.Body);
    }

    [Fact]
    public async Task Put_SavesOneLineWithoutColor_WhenOnlyCellsAreGiven()
    {
        using var caller = await shared.App.SignUpAsync();
        var board = await caller.CreateBoardAsync();

        var answer = await caller.PutAsync($"/api/boards/{board}/path", """{"cells":[{"row":0,"col":0},{"row":0,"col":1}]}""");

        answer.Json.GetProperty("lines").GetRawText().Should().Be("""[{"color":null,"cells":[{"row":0,"col":0},{"row":0,"col":1}]}]""");
    }

    [Fact]
    public async Task Post_Returns409_WhenAPathExists()
    {
        using var caller = await shared.App.SignUpAsync();
        var board = await caller.CreateBoardAsync();

        (await caller.PostAsync($"/api/boards/{board}/paths", Boards.Beginning)).Status.Should().Be(201);
        (await caller.PostAsync($"/api/boards/{board}/paths", Boards.Solution)).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Path_IsVisibleOnlyToItsUser()
    {
        using var owner = await shared.App.SignUpAsync();
        using var player = await shared.App.SignUpAsync();
        var board = await owner.CreateBoardAsync();
        await player.PutAsync($"/api/boards/{board}/path", Boards.Solution);

        (await owner.GetAsync($"/api/boards/{board}/path")).ShouldBeProblem(404);
        (await owner.DeleteAsync($"/api/boards/{board}/path")).ShouldBeProblem(404);
        (await owner.GetAsync("/api/paths")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        (await player.GetAsync($"/api/boards/{board}/path")).Status.Should().Be(200);
        var shown = await owner.GetAsync($"/api/boards/{board}");
        (shown.Number("path_count"), shown.Number("solved_count")).Should().Be((1, 1));
    }

    [Fact]
    public async Task Path_IsStale_WhenTheBoardsGeometryHasChanged()
    {
        using var caller = await shared.App.SignUpAsync();
        var board = await caller.CreateBoardAsync();
        await caller.PutAsync($"/api/boards/{board}/path", Boards.Solution);

        await caller.PutAsync($"/api/boards/{board}", Boards.TwoRows);

        var stale = await caller.GetAsync($"/api/boards/{board}/path");
        (stale.Json.GetProperty("stale").GetBoolean(), stale.Json.GetProperty("solved").GetBoolean(), stale.Number("board_revision"))
            .Should().Be((true, false, 1L));
        var late = Boards.Solution.Replace("{\"lines", "{\"board_revision\":1,\"lines", StringComparison.Ordinal);
        (await caller.PutAsync($"/api/boards/{board}/path", late)).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Put_IsRefused_WhenThePathHasChangedOnAnotherDevice()
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}/path";
        var tag = (await caller.PutAsync(path, Boards.Beginning, ("If-None-Match", "*"))).Header("ETag");
        (await caller.PutAsync(path, Boards.Solution, ("If-Match", tag))).Status.Should().Be(200);

        var refused = await caller.PutAsync(path, WithRevision(Boards.Beginning, 1));
        refused.ShouldBeProblem(412);
        refused.Text("detail").Should().Contain("the current revision is 2");
        (await caller.PutAsync(path, Boards.Beginning, ("If-Match", tag))).ShouldBeProblem(412);
        (await caller.PutAsync(path, Boards.Beginning, ("If-None-Match", "*"))).ShouldBeProblem(412);
        (await caller.PutAsync(path, WithRevision(Boards.Beginning, 0))).ShouldBeProblem(412);
        (await caller.PutAsync(path, WithRevision(Boards.Beginning, 2), ("If-Match", tag))).ShouldBeProblem(412);
        (await caller.DeleteAsync(path, ("If-Match", tag))).ShouldBeProblem(412);
        (await caller.PutAsync(path, WithRevision(Boards.Beginning, -1))).ShouldBeProblem(400, "revision");

        var current = await caller.GetAsync(path);
        (current.Number("revision"), current.Json.GetProperty("solved").GetBoolean()).Should().Be((2, true));
        (await caller.PutAsync(path, WithRevision(Boards.Beginning, 2))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Put_IsRefused_WhenThePathHasBeenDrawnAgain()
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}/path";
        var tag = (await caller.PutAsync(path, Boards.Beginning)).Header("ETag");
        await caller.DeleteAsync(path, ("If-Match", tag));
        (await caller.PutAsync(path, Boards.Beginning, ("If-Match", tag))).ShouldBeProblem(412);
        await caller.PutAsync(path, Boards.Solution);

        (await caller.PutAsync(path, Boards.Beginning, ("If-Match", tag))).ShouldBeProblem(412);
        (await caller.PutAsync(path, Boards.Beginning, ("If-Match", "\"1\""))).Status.Should().Be(200, "the client names the revision alone");
    }

    [Fact]
    public async Task Get_ShowsAnotherTag_WhenTheBoardMakesThePathStale()
    {
        using var caller = await shared.App.SignUpAsync();
        var board = await caller.CreateBoardAsync();
        var path = $"/api/boards/{board}/path";
        var tag = (await caller.PutAsync(path, Boards.Solution)).Header("ETag");
        (await caller.GetAsync(path, ("If-None-Match", tag))).Status.Should().Be(304);

        await caller.PutAsync($"/api/boards/{board}", Boards.TwoRows);

        (await caller.GetAsync(path, ("If-None-Match", tag))).Status.Should().Be(200);
        (await caller.PutAsync(path, Boards.Beginning, ("If-Match", tag))).Status.Should().Be(200, "the path has the same revision");
    }

    [Fact]
    public async Task Events_ReachThePathsUserAlone_WithTheConnectionThatCausedThem()
    {
        using var caller = await shared.App.SignUpAsync();
        var board = await caller.CreateBoardAsync();
        var path = $"/api/boards/{board}/path";
        var user = (await caller.GetAsync("/api/auth/me")).Number("id");
        await caller.PutAsync(path, Boards.Beginning, ("X-Connection-Id", "tablet"));
        await caller.PutAsync(path, Boards.Beginning);
        await caller.PutAsync(path, Boards.Solution);
        await caller.DeleteAsync(path);

        var messages = await shared.App.MessagesAsync(Channels.OfUser(user));

        messages.Select(message => (message.GetProperty("event").GetString(), message.GetProperty("data").GetProperty("revision").GetInt32()))
            .Should().Equal(("path_saved", 1), ("path_saved", 2), ("path_deleted", 2));
        messages[0].GetProperty("actor").GetProperty("connection_id").GetString().Should().Be("tablet");
        messages.Should().OnlyContain(message => message.GetProperty("data").GetProperty("board_id").GetInt64() == board);
    }

    [Fact]
    public async Task Delete_Returns404_WhenThePathHasBeenDeleted()
    {
        using var caller = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await caller.CreateBoardAsync()}/path";
        await caller.PutAsync(path, Boards.Beginning);

        (await caller.DeleteAsync(path)).Status.Should().Be(204);
        (await caller.DeleteAsync(path)).ShouldBeProblem(404);
    }

    [Fact]
    public async Task List_ReturnsTheCallersPaths_WithBoardNames()
    {
        using var caller = await shared.App.SignUpAsync();
        foreach (var name in new[] { "First", "Second" })
        {
            await caller.PutAsync($"/api/boards/{await caller.CreateBoardAsync(name)}/path", Boards.Beginning);
        }

        var page = await caller.GetAsync("/api/paths?limit=1");
        var next = await caller.GetAsync($"/api/paths?limit=1&cursor={page.Text("next_cursor")}");

        page.Json.GetProperty("items")[0].GetProperty("board_name").GetString().Should().Be("Second");
        next.Json.GetProperty("items")[0].GetProperty("board_name").GetString().Should().Be("First");
    }

    [Theory]
    [InlineData("""{"lines":[{"color":"#FF0000","cells":[{"row":0,"col":0},{"row":0,"col":2}]}]}""", "lines[0].cells[1]")]
    [InlineData("""{"cells":[{"row":0,"col":0},{"row":0,"col":0}]}""", "cells[1]")]
    [InlineData("""{"cells":[]}""", "cells")]
    [InlineData("""{"lines":[{"cells":[{"row":-1,"col":2147483647}]}]}""", "lines[0].cells[0]")]
    [InlineData("""{"lines":[{"color":"#00FF00","cells":[{"row":0,"col":0}]}]}""", "lines[0].color")]
    [InlineData("""{"lines":[null,{"color":5}]}""", "lines[1].color")]
    [InlineData("""{"lines":[null,{"cells":null}]}""", "lines[0]", "lines[1].cells")]
    [InlineData("""{"lines":{}}""", "lines")]
    [InlineData("""{"cells":[[0,1]]}""", "cells[0]")]
    [InlineData("""{"cells":[{"row":0.5,"col":0}]}""", "cells[0].row")]
    [InlineData("""{"board_revision":"one","cells":[]}""", "board_revision")]
    [InlineData("{}", "lines")]
    public async Task Put_NamesTheLineAndTheCell_WhenThePathIsInvalid(string json, params string[] fields)
    {
        var path = $"/api/boards/{shared.BoardId}/path";

        (await shared.Hostile.PutAsync(path, json)).ShouldBeProblem(400, fields);

        (await shared.Hostile.GetAsync(path)).ShouldBeProblem(404);
    }

    private static string WithRevision(string json, int revision) =>
        json.Replace("{\"lines", $"{{\"revision\":{revision},\"lines", StringComparison.Ordinal);
}
