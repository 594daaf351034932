using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Solving;

public sealed class HintsTests(SharedApp shared)
{
    /// <summary>A red pair whose line goes around a green one.</summary>
    private const string Around =
        """
        {"name":"Corners","rows":2,"cols":5,"dots":[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":4,"color":"#FF0000"},
        {"row":0,"col":1,"color":"#00FF00"},{"row":0,"col":3,"color":"#00FF00"}]}
        """;

    [Fact]
    public async Task Hint_ContinuesALine_ForVisitors()
    {
        var path = await CreateAsync(Around);

        (await HintAsync(path, "[]")).Should().Be(
            """{"wrong_line":null,"line":{"color":"#FF0000","cells":[{"row":0,"col":0},{"row":1,"col":0},{"row":1,"col":1},{"row":1,"col":2}]}}""");
        (await HintAsync(path, """[{"color":"#00FF00","cells":[{"row":0,"col":3},{"row":0,"col":2}]}]""")).Should().Be(
            """{"wrong_line":null,"line":{"color":"#00FF00","cells":[{"row":0,"col":3},{"row":0,"col":2},{"row":0,"col":1}]}}""");
    }

    [Fact]
    public async Task Hint_NamesALineThatIsWrong()
    {
        var path = await CreateAsync(Around);

        (await HintAsync(path, """[{"color":"#FF0000","cells":[{"row":0,"col":0}]},{"color":"#00FF00","cells":[{"row":0,"col":1},{"row":1,"col":1}]}]"""))
            .Should().Be("""{"wrong_line":1,"line":null}""");
    }

    [Fact]
    public async Task Hint_FollowsTheBoard_WhenItChanges()
    {
        using var author = await shared.App.SignUpAsync();
        var path = $"/api/boards/{await author.CreateBoardAsync(json: Around)}";
        await HintAsync(path, "[]");

        await author.PutAsync(path, Boards.RedRow);

        (await HintAsync(path, "[]")).Should().Be(
            """{"wrong_line":null,"line":{"color":"#FF0000","cells":[{"row":0,"col":0},{"row":0,"col":1},{"row":0,"col":2}]}}""");
    }

    [Fact]
    public async Task Hint_Returns409_WhenTheBoardHasNoSolution()
    {
        var path = await CreateAsync(Boards.TwoRows);

        (await shared.App.Visitor.PostAsync($"{path}/hint", """{"lines":[]}""")).ShouldBeProblem(409);
    }

    [Theory]
    [InlineData("{}", "lines")]
    [InlineData("""{"lines":[null]}""", "lines[0]")]
    [InlineData("""{"lines":[{"color":"red","cells":[{"row":0}]}]}""", "lines[0].color", "lines[0].cells[0].col")]
    [InlineData("""{"lines":[{"color":"#0000FF","cells":[{"row":0,"col":0}]}]}""", "lines[0].color")]
    public async Task Hint_Returns400_WhenTheLinesAreNoDrawing(string json, params string[] fields)
    {
        (await shared.App.Visitor.PostAsync($"/api/boards/{shared.BoardId}/hint", json)).ShouldBeProblem(400, fields);
    }

    [Fact]
    public async Task Hint_Returns404_WhenThereIsNoSuchBoard()
    {
        (await shared.App.Visitor.PostAsync("/api/boards/404404/hint", """{"lines":[]}""")).ShouldBeProblem(404);
    }

    private async Task<string> CreateAsync(string board)
    {
        using var author = await shared.App.SignUpAsync();
        return $"/api/boards/{await author.CreateBoardAsync(json: board)}";
    }

    private async Task<string> HintAsync(string path, string lines)
    {
        var answer = await shared.App.Visitor.PostAsync($"{path}/hint", $$"""{"lines":{{lines}}}""");
        answer.Status.Should().Be(200, answer.Body);
        return answer.Body;
    }
}
