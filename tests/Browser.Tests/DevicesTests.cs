using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>One player's drawing on several devices.</summary>
public sealed class DevicesTests(DotsSite site) : IClassFixture<DotsSite>
{
    private const string Question = "You have two drawings of this board";

    [Fact]
    public async Task Drawing_AppearsOnTheOtherDevice_WhereNothingIsUnsaved()
    {
        var (sketch, board) = await CreateBoardAsync("Followed");
        await using var phone = await VisitAsync("follower", board);
        await using var tablet = await VisitAsync("follower", board);
        await using var stranger = await VisitAsync("stranger", board);

        await phone.Board.DragAsync(sketch.Line('A'));
        await tablet.Board.ExpectLineAsync(sketch.Line('A'));
        await Expect(tablet.Page.Locator(".play-keeping-elsewhere")).ToBeVisibleAsync();
        await tablet.Board.DragAsync(sketch.Line('B'));
        await phone.Board.ExpectLineAsync(sketch.Line('B'));

        // On from there without a question, on both.
        await phone.Board.DragAsync(sketch.Line('C'));
        await tablet.Board.ExpectLineAsync(sketch.Line('C'));
        await Expect(phone.Page.GetByRole(AriaRole.Region, new() { Name = Question })).ToHaveCountAsync(0);
        await Expect(tablet.Page.GetByRole(AriaRole.Region, new() { Name = Question })).ToHaveCountAsync(0);
        await stranger.Board.ExpectEmptyCellAsync(0, 1);
        phone.Problems.Concat(tablet.Problems).Should().BeEmpty();
    }

    [Fact]
    public async Task Save_AsksWhichDrawingToKeep_WhenTheOtherDeviceHasSavedInBetween()
    {
        var (sketch, board) = await CreateBoardAsync("Asked");
        await using var phone = await VisitAsync("asked", board);
        await using var tablet = await VisitAsync("asked", board);
        await tablet.Context.SetOfflineAsync(true);
        await tablet.Board.DragAsync(sketch.Line('B'));
        await Expect(tablet.Page.Locator(".play-keeping-offline")).ToBeVisibleAsync();
        await phone.Board.DragAsync(sketch.Line('A'));
        await Expect(phone.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();

        await tablet.Context.SetOfflineAsync(false);
        var question = tablet.Page.GetByRole(AriaRole.Region, new() { Name = Question });
        await Expect(question).ToBeFocusedAsync();
        await Expect(question.GetByRole(AriaRole.Img)).ToHaveCountAsync(2);
        await ExpectSavedAsync(board, 'A', sketch, "asked");

        // Neither is lost while the question is open: not by going on elsewhere, and not by a reload.
        await phone.Board.DragAsync(sketch.Line('C'));
        await Expect(question.GetByText("2 of 3 joined")).ToBeVisibleAsync();
        await tablet.Page.ReloadAsync();
        await Expect(question).ToBeVisibleAsync();
        (await Axe.ExamineAsync(tablet.Page)).Should().BeEmpty();
        await question.GetByRole(AriaRole.Button, new() { Name = "Use the saved one" }).ClickAsync();
        await tablet.Board.ExpectLineAsync(sketch.Line('A'));
        await tablet.Board.ExpectLineAsync(sketch.Line('C'));

        // Undo brings back the drawing of this device, and the other device follows.
        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await tablet.Board.ExpectLineAsync(sketch.Line('B'));
        await phone.Board.ExpectLineAsync(sketch.Line('B'));
        await phone.Board.ExpectEmptyCellAsync(0, 1);
    }

    [Fact]
    public async Task Save_OverwritesTheOtherDrawing_WhenThePlayerChoosesTheirOwn()
    {
        var (sketch, board) = await CreateBoardAsync("Overwritten");
        await using var phone = await VisitAsync("overwriter", board);
        await using var tablet = await VisitAsync("overwriter", board);

        // The tablet holds a line in hand while the phone saves one.
        await tablet.Board.DragWithoutReleasingAsync(sketch.Line('B'));
        await phone.Board.DragAsync(sketch.Line('A'));
        await Expect(phone.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await tablet.Page.Mouse.UpAsync();
        var question = tablet.Page.GetByRole(AriaRole.Region, new() { Name = Question });
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep the one drawn here" }).ClickAsync();

        await tablet.Board.ExpectLineAsync(sketch.Line('B'));
        await Expect(tablet.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await phone.Board.ExpectLineAsync(sketch.Line('B'));
        await phone.Board.ExpectEmptyCellAsync(0, 1);

        // On the phone, undo goes back to what it had.
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await phone.Board.ExpectLineAsync(sketch.Line('A'));
        await tablet.Board.ExpectLineAsync(sketch.Line('A'));
    }

    [Fact]
    public async Task Tabs_OfOneBrowserFollowEachOther_WithoutAQuestion()
    {
        var (sketch, board) = await CreateBoardAsync("Two tabs");
        await using var player = await VisitAsync("tabs", board);
        var other = await player.Context.NewPageAsync();
        await other.GotoAsync($"/boards/{board}");
        var second = new BoardOnPage(other);
        await Expect(second.Grid).ToBeVisibleAsync();

        foreach (var letter in sketch.Letters)
        {
            await player.Board.DragAsync(sketch.Line(letter));
            await second.ExpectLineAsync(sketch.Line(letter));
        }

        await Expect(player.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await Expect(player.Page.GetByRole(AriaRole.Region, new() { Name = Question })).ToHaveCountAsync(0);
    }

    private async Task ExpectSavedAsync(long board, char letter, Sketch sketch, string username)
    {
        using var author = await site.SignInAsync(username);
        var lines = (await author.GetAsync($"/api/boards/{board}/path")).GetProperty("lines");
        lines.EnumerateArray().Select(line => line.GetProperty("color").GetString()).Should().Equal(Sketch.ColorOf(letter));
        lines[0].GetProperty("cells").GetArrayLength().Should().Be(sketch.Line(letter).Count);
    }

    private async Task<(Sketch, long)> CreateBoardAsync(string name)
    {
        var sketch = Sketches.Rows(name);
        using var author = await site.RegisterAsync(site.UniqueName("author-of-devices"));
        return (sketch, await author.CreateAsync(sketch));
    }

    private async Task<Person> VisitAsync(string username, long board)
    {
        var person = await site.VisitAsAsync(username);
        await person.GoToAsync($"/boards/{board}");
        return person;
    }
}
