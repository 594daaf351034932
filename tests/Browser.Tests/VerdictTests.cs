using System.Text.RegularExpressions;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Authors see whether their boards can be solved, and so does everybody else. Players get hints.</summary>
public sealed partial class VerdictTests(JudgingSite site) : IClassFixture<JudgingSite>
{
    [Fact]
    public async Task Editor_ShowsTheVerdictAndASolution_WhileTheBoardIsDesigned()
    {
        await using var author = await site.VisitAsync();
        await author.GoToAsync("/boards/new");
        await Expect(author.Page.GetByText("Solutions are counted once every dot has its partner.")).ToBeVisibleAsync();
        await ShrinkToOneRowAsync(author);
        await author.Board.ClickAsync(0, 0);
        await author.Board.ClickAsync(0, 5);

        await Expect(Verdict(author, "One solution")).ToBeVisibleAsync();
        await Expect(Button(author, "Show where solutions differ")).ToHaveCountAsync(0);
        await Button(author, "Show a solution").ClickAsync();
        await author.Board.ExpectLineAsync([(0, 0), (0, 3), (0, 5)]);
        await Expect(author.Page.GetByText("A solution is drawn on the board.")).ToHaveCountAsync(1);

        // Any change ends the preview. Nothing can fill the cell at the end now.
        await author.Board.ClickAsync(0, 5);
        await author.Board.ClickAsync(0, 4);
        await Expect(Verdict(author, "No solution")).ToBeVisibleAsync();
        await author.Board.ExpectEmptyCellAsync(0, 3);
        await Expect(Button(author, "Show a solution")).ToHaveCountAsync(0);
        author.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Editor_MarksTheCellsWhereSolutionsDiffer_WhenOnlyKeysArePressed()
    {
        await using var author = await site.VisitAsync();
        await author.GoToAsync("/boards/new");
        await author.Page.GetByLabel("Rows", new() { Exact = true }).FillAsync("2");
        await author.Page.GetByText("all pairs are joined", new() { Exact = true }).ClickAsync();
        await author.Board.ClickAsync(0, 0);
        await author.Board.ClickAsync(0, 2);
        await Expect(Verdict(author, "More than one solution")).ToBeVisibleAsync();

        await author.TabToAsync(Button(author, "Show where solutions differ"));
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(author.Page.GetByText(CellsDiffer())).ToHaveCountAsync(1);
        var differing = author.Board.Grid.GetByRole(AriaRole.Gridcell, new() { NameRegex = Differs() });
        await Expect(author.Page.Locator(".board-marked rect")).ToHaveCountAsync(await differing.CountAsync());
        (await differing.CountAsync()).Should().BeGreaterThan(0);
        var first = await NamesAsync(author);

        await author.TabToAsync(Button(author, "Solution 2"));
        await author.Page.Keyboard.PressAsync("Enter");
        await Expect(Button(author, "Solution 2")).ToHaveAttributeAsync("aria-pressed", "true");
        (await NamesAsync(author)).Should().NotEqual(first);
        (await Axe.ExamineAsync(author.Page)).Should().BeEmpty();
    }

    [Fact]
    public async Task Editor_NamesADotThatIsWalledIn()
    {
        await using var author = await site.VisitAsync();
        await author.GoToAsync("/boards/new");
        await ShrinkToOneRowAsync(author);
        await author.Board.ClickAsync(0, 0);
        await author.Board.ClickAsync(0, 5);
        await author.Board.ClickAsync(0, 1);
        await author.Board.ClickAsync(0, 4);

        await Expect(author.Page.GetByText("The red dot A at row 1, column 1 is walled in.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Badge_AppearsByItself_WhenTheBoardHasBeenChecked()
    {
        using var owner = await site.RegisterAsync("judged");
        var board = await owner.CreateAsync(Sketches.Rows("Being judged"));
        await using var author = await site.VisitAsAsync("judged");
        await using var visitor = await site.VisitAsync();
        await using var player = await site.VisitAsync();
        await visitor.GoToAsync("/");
        await player.GoToAsync($"/boards/{board}");
        var card = visitor.Page.Locator($"[data-board='{board}']");
        await Expect(card).ToContainTextAsync("One solution");
        await Expect(player.Page.Locator(".play-title")).ToContainTextAsync("One solution");

        await author.GoToAsync($"/boards/{board}/edit");
        await author.Page.GetByText("all pairs are joined", new() { Exact = true }).ClickAsync();
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Rows: one more" }).ClickAsync();
        await Expect(Verdict(author, "More than one solution")).ToBeVisibleAsync();
        await Button(author, "Save").ClickAsync();

        await Expect(card).ToContainTextAsync("More than one solution");
        await Expect(player.Page.Locator(".play-title")).ToContainTextAsync("More than one solution");
        var filter = visitor.Page.GetByLabel("Solutions");
        await filter.SelectOptionAsync("unique");
        await Expect(card).ToHaveCountAsync(0);
        await filter.SelectOptionAsync("solvable");
        await Expect(card).ToBeVisibleAsync();
        await author.GoToAsync("/account");
        await Expect(author.Page.Locator(".account-row").First).ToContainTextAsync("More than one solution");
    }

    [Fact]
    public async Task Hint_NamesTheWrongLineAndThenContinuesOne_WhenThePlayerIsStuck()
    {
        using var author = await site.RegisterAsync("hinting");
        var board = await author.CreateAsync(Sketches.Rows("Needs a hint"));
        await using var player = await site.VisitAsync();
        await player.GoToAsync($"/boards/{board}");
        await Expect(player.Page.Locator(".play-title")).ToContainTextAsync("One solution");
        await player.Board.DragAsync([(0, 0), (0, 1), (1, 1)]);

        await Button(player, "Hint").ClickAsync();
        await Expect(player.Page.GetByText("The red line A is wrong.")).ToBeVisibleAsync();
        await Expect(player.Page.Locator(".board-marked rect")).ToHaveCountAsync(3);
        await Expect(player.Page.GetByText("1 hint used")).ToBeVisibleAsync();
        (await Axe.ExamineAsync(player.Page)).Should().BeEmpty();

        await Button(player, "Undo").ClickAsync();
        await Expect(player.Page.Locator(".board-marked")).ToHaveCountAsync(0);
        await Button(player, "Hint").ClickAsync();
        await Expect(player.Page.GetByText("The red line A was continued.")).ToBeVisibleAsync();
        await player.Board.ExpectLineAsync([(0, 0), (0, 1), (0, 2)]);
        await Expect(player.Page.GetByText("2 hints used")).ToBeVisibleAsync();
        player.Problems.Should().BeEmpty();
    }

    private static ILocator Verdict(Person author, string text) => author.Page.Locator(".editor-verdict").GetByText(text, new() { Exact = true });

    private static ILocator Button(Person author, string name) => author.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static Task ShrinkToOneRowAsync(Person author) => author.Page.GetByLabel("Rows", new() { Exact = true }).FillAsync("1");

    private static Task<string[]> NamesAsync(Person author) =>
        author.Board.Grid.GetByRole(AriaRole.Gridcell).EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.getAttribute('aria-label'))");

    [GeneratedRegex("Solution 1 of two is drawn on the board\\. \\d+ cells differ\\.")]
    private static partial Regex CellsDiffer();

    [GeneratedRegex("the solutions differ here")]
    private static partial Regex Differs();
}
