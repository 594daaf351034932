using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Creating and solving boards.</summary>
public sealed class PlayingTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Board_AndItsSolutionReachTheOtherBrowserLive_WhenItIsDesignedInTheEditor()
    {
        await using var ania = await site.VisitAsync();
        await using var bolek = await site.VisitAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        await ania.RegisterAsync("ania");
        await bolek.RegisterAsync("bolek");
        await bolek.GoToAsync("/dashboard");

        await ania.Page.GetByRole(AriaRole.Link, new() { Name = "New board" }).ClickAsync();
        await ania.Page.GetByLabel("Name").FillAsync("Trzy rzędy");
        foreach (var side in new[] { "Rows", "Columns" })
        {
            await ania.Page.GetByLabel(side, new() { Exact = true }).FillAsync("3");
            await ania.Page.Keyboard.PressAsync("Enter");
        }

        await Expect(ania.Board.Grid.GetByRole(AriaRole.Gridcell)).ToHaveCountAsync(9);
        for (var row = 0; row < 3; row++)
        {
            await ania.Board.ClickAsync(row, 0);
            await ania.Board.ClickAsync(row, 2);
        }

        await ania.Page.GetByRole(AriaRole.Button, new() { Name = "Save board" }).ClickAsync();
        await Expect(ania.Page.GetByText("Everyone can play it now.")).ToBeVisibleAsync();

        var toast = bolek.Page.GetByRole(AriaRole.Link, new() { Name = "ania created a board: Trzy rzędy" });
        await Expect(toast).ToBeVisibleAsync(new() { Timeout = 2000 });
        await toast.ClickAsync();
        await Expect(bolek.Page.GetByRole(AriaRole.Heading, new() { Name = "Trzy rzędy" })).ToBeVisibleAsync();
        for (var row = 0; row < 3; row++)
        {
            await bolek.Board.DragAsync([(row, 0), (row, 1), (row, 2)]);
        }

        await Expect(bolek.Page.Locator(".play-burst")).ToBeAttachedAsync();
        await Expect(bolek.Page.GetByRole(AriaRole.Heading, new() { Name = "Solved!" })).ToBeVisibleAsync();
        await Expect(ania.Page.GetByRole(AriaRole.Link, new() { Name = "bolek solved Trzy rzędy" })).ToBeVisibleAsync();
        ania.Problems.Should().BeEmpty();
        bolek.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Board_IsSolved_WhenItIsDrawnByDraggingTheMouse()
    {
        var sketch = Sketches.Corners("Mouse");
        await using var player = await VisitBoardAsync(sketch, "mouse");
        foreach (var letter in sketch.Letters)
        {
            await player.Board.DragAsync(sketch.Line(letter));
        }

        await ExpectSolvedAsync(player);
    }

    [Fact]
    public async Task Board_IsSolved_WhenItIsDrawnByClicks()
    {
        var sketch = Sketches.Corners("Clicks");
        await using var player = await VisitBoardAsync(sketch, "clicks");
        foreach (var letter in sketch.Letters)
        {
            // A click draws a straight line, so the corners are clicked too.
            foreach (var (row, col) in sketch.Line(letter))
            {
                await player.Board.ClickAsync(row, col);
            }
        }

        await ExpectSolvedAsync(player);
    }

    [Fact]
    public async Task Board_IsSolved_WhenItIsDrawnWithAFinger()
    {
        var sketch = Sketches.Corners("Finger");
        await using var player = await VisitBoardAsync(
            sketch, "finger", new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 360, Height = 740 } });
        foreach (var letter in sketch.Letters)
        {
            await player.Board.SwipeAsync(sketch.Line(letter));
        }

        await ExpectSolvedAsync(player);
    }

    [Fact]
    public async Task Board_IsSolved_WhenOnlyKeysArePressed()
    {
        var sketch = Sketches.Corners("Keys");
        using var author = await site.RegisterAsync("author-of-keys");
        await author.CreateAsync(sketch);
        await using var player = await site.VisitAsAsync("keys");
        await player.GoToAsync("/");

        await player.TabToAsync(player.Page.GetByRole(AriaRole.Link, new() { Name = "Keys", Exact = true }).And(player.Page.Locator("main a")));
        await player.Page.Keyboard.PressAsync("Enter");
        await Expect(player.Page.GetByRole(AriaRole.Heading, new() { Name = "Keys" })).ToBeFocusedAsync();
        await player.TabToAsync(player.Board.TabStop);
        foreach (var letter in sketch.Letters)
        {
            await player.Board.DrawWithKeysAsync(sketch.Line(letter));
        }

        await ExpectSolvedAsync(player);
    }

    [Fact]
    public async Task Drawing_IsRestored_WhenThePlayerLeavesAndReturns()
    {
        var sketch = Sketches.Corners("Found again");
        await using var player = await VisitBoardAsync(sketch, "returner");
        await player.Board.DragAsync(sketch.Line('A'));
        await Expect(player.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await player.Page.GetByRole(AriaRole.Link, new() { Name = "Boards", Exact = true }).ClickAsync();
        await Expect(player.Page.GetByRole(AriaRole.Heading, new() { Name = "Connect the dots." })).ToBeVisibleAsync();
        await player.Page.GoBackAsync();
        await player.Board.ExpectLineAsync(sketch.Line('A'));

        await using var elsewhere = await site.VisitAsAsync("returner");
        await elsewhere.GoToAsync(new Uri(player.Page.Url).AbsolutePath);
        await elsewhere.Board.ExpectLineAsync(sketch.Line('A'));
        await elsewhere.Board.ExpectEmptyCellAsync(1, 2);
    }

    [Fact]
    public async Task Drawing_IsSavedImmediately_WhenThePlayerLeavesWhileDrawing()
    {
        var sketch = Sketches.Corners("Left in a hurry");
        await using var player = await VisitBoardAsync(sketch, "hurried");
        await player.Board.DragAsync(sketch.Line('B'));
        await player.Page.GotoAsync("/health/live");

        await using var elsewhere = await site.VisitAsAsync("hurried");
        await elsewhere.GoToAsync("/account");
        await Expect(elsewhere.Page.GetByRole(AriaRole.Link, new() { Name = "Left in a hurry" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Drawing_IsKept_WhenAVisitorDrawsAndThenRegisters()
    {
        var sketch = Sketches.Rows("Before the account");
        using var author = await site.RegisterAsync("author-for-visitors");
        var board = await author.CreateAsync(sketch);
        await using var visitor = await site.VisitAsync();
        await visitor.GoToAsync($"/boards/{board}");
        await visitor.Board.DragAsync(sketch.Line('A'));
        await Expect(visitor.Page.GetByText("Saved on this device")).ToBeVisibleAsync();

        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in to save it to your account" }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await visitor.Page.GetByLabel("User name").FillAsync("visitor");
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Author.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await visitor.Board.ExpectLineAsync(sketch.Line('A'));
    }

    [Fact]
    public async Task Drawing_IsKept_WhenTheAuthorChangesTheBoard()
    {
        var sketch = Sketches.Rows("Changing");
        using var author = await site.RegisterAsync("changer");
        var board = await author.CreateAsync(sketch);
        await using var player = await site.VisitAsAsync("changed");
        await player.GoToAsync($"/boards/{board}");
        await player.Board.DragAsync(sketch.Line('A'));
        await player.Board.DragAsync(sketch.Line('B'));
        await Expect(player.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();

        await author.ChangeAsync(board, Sketches.RowsThenColumns("Changing"));
        await Expect(player.Page.GetByText("The author has changed this board")).ToBeVisibleAsync();
        await Expect(player.Page.GetByText("1 of your 2 lines still fits completely.")).ToBeVisibleAsync();
        await Expect(player.Page.GetByRole(AriaRole.Img, new() { Name = "Your drawing on the previous version" })).ToBeVisibleAsync();

        // Also when the player leaves the page at this point.
        await player.Page.ReloadAsync();
        await player.Page.GetByRole(AriaRole.Button, new() { Name = "Carry over what fits" }).ClickAsync();
        await player.Board.ExpectLineAsync(sketch.Line('A'));
        await player.Page.GetByRole(AriaRole.Button, new() { Name = "View the old drawing" }).ClickAsync();
        await Expect(player.Page.GetByRole(AriaRole.Img, new() { Name = "Your drawing on the previous version" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Drawing_IsKept_WhenTheAuthorDeletesTheBoard()
    {
        var sketch = Sketches.Rows("Going");
        using var author = await site.RegisterAsync("deleter");
        var board = await author.CreateAsync(sketch);
        await using var player = await site.VisitAsAsync("bereft");
        await player.GoToAsync($"/boards/{board}");
        await player.Board.DragAsync(sketch.Line('A'));

        await author.DeleteAsync(board);
        await Expect(player.Page.GetByText("The author has deleted this board")).ToBeVisibleAsync();
        await player.Board.ExpectLineAsync(sketch.Line('A'));
    }

    private async Task<Person> VisitBoardAsync(Sketch sketch, string username, BrowserNewContextOptions? options = null)
    {
        using var author = await site.RegisterAsync($"author-for-{username}");
        var board = await author.CreateAsync(sketch);
        var player = await site.VisitAsAsync(username, options);
        await player.GoToAsync($"/boards/{board}");
        return player;
    }

    private static async Task ExpectSolvedAsync(Person player)
    {
        await Expect(player.Page.GetByRole(AriaRole.Heading, new() { Name = "Solved!" })).ToBeVisibleAsync();
        await Expect(player.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await player.GoToAsync("/account");
        await Expect(player.Page.Locator("main").GetByText("Solved", new() { Exact = true })).ToBeVisibleAsync();
    }
}
