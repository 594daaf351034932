using System.Text.RegularExpressions;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>A board with more cells than fit into the window: it is shown whole, and zoomed in for drawing.</summary>
public sealed class LargeBoardTests(DotsSite site) : IClassFixture<DotsSite>
{
    private const int Side = 50;

    private static readonly Sketch Plain = new(
        "The great plain", [.. Enumerable.Range(0, Side).Select(row => new string(row is 0 ? 'A' : row is Side - 1 ? 'B' : '.', Side))]);

    [Fact]
    public async Task Board_ZoomsInForDrawing_WhenItIsTapped()
    {
        await using var person = await VisitAsync(new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        (await CellAsync(person)).Should().BeGreaterThanOrEqualTo(24);
        await Whole(person).TapAsync();
        await ExpectWholeBoardAsync(person);
        (await Axe.ExamineAsync(person.Page)).Should().BeEmpty();

        // The cells are too small to hit, so a tap zooms in instead of drawing.
        await person.Board.Cell(Side - 1, Side - 3).TapAsync(new() { Force = true });
        await Expect(Whole(person)).ToHaveAttributeAsync("aria-pressed", "false");
        (await CellAsync(person)).Should().BeGreaterThanOrEqualTo(24);
        await Expect(person.Board.Cell(Side - 1, Side - 3)).ToBeInViewportAsync(new() { Ratio = 1 });
        await person.Board.ExpectEmptyCellAsync(Side - 1, Side - 3);

        await person.Board.SwipeAsync([(Side - 1, Side - 1), (Side - 1, Side - 2), (Side - 1, Side - 3)]);
        await Expect(person.Board.Cell(Side - 1, Side - 3)).ToHaveAttributeAsync("aria-label", new Regex("on the .* line"));
    }

    [Fact]
    public async Task Board_ZoomsInAndOut_WhenItIsPinched()
    {
        await using var person = await VisitAsync(new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        await person.Board.PinchAsync(from: 150, to: 15);
        await ExpectWholeBoardAsync(person);

        await person.Board.PinchAsync(from: 15, to: 150);
        (await CellAsync(person)).Should().BeGreaterThan(24);
        await Expect(Whole(person)).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task Board_ZoomsInAndOut_WhenKeysArePressed()
    {
        await using var person = await VisitAsync();
        await person.TabToAsync(person.Board.TabStop);
        await person.Page.Keyboard.PressAsync("0");
        await ExpectWholeBoardAsync(person);
        var whole = await CellAsync(person);

        await person.Page.Keyboard.PressAsync("+");
        (await CellAsync(person)).Should().BeGreaterThan(whole);
        await person.Page.Keyboard.PressAsync("-");
        await ExpectWholeBoardAsync(person);

        // The focused cell stays visible.
        await person.Page.Keyboard.PressAsync("Control+End");
        await person.Page.Keyboard.PressAsync("0");
        (await CellAsync(person)).Should().BeGreaterThanOrEqualTo(24);
        await Expect(person.Board.Cell(Side - 1, Side - 1)).ToBeFocusedAsync();
        await Expect(person.Board.Cell(Side - 1, Side - 1)).ToBeInViewportAsync(new() { Ratio = 0.9f });
    }

    [Fact]
    public async Task Board_ZoomsAtThePointer_WhenTheWheelIsTurnedWithControl()
    {
        await using var person = await VisitAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await Whole(person).ClickAsync();
        var before = (await person.Board.Cell(30, 30).BoundingBoxAsync())!;
        await person.Page.Mouse.MoveAsync(before.X + (before.Width / 2), before.Y + (before.Height / 2));
        await person.Page.Keyboard.DownAsync("Control");
        await person.Page.Mouse.WheelAsync(0, -250);
        await person.Page.Keyboard.UpAsync("Control");

        await Expect(Whole(person)).ToHaveAttributeAsync("aria-pressed", "false");
        var after = (await person.Board.Cell(30, 30).BoundingBoxAsync())!;
        after.Width.Should().BeGreaterThan(before.Width * 1.5f);
        (after.X + (after.Width / 2)).Should().BeApproximately(before.X + (before.Width / 2), after.Width / 2);
        (after.Y + (after.Height / 2)).Should().BeApproximately(before.Y + (before.Height / 2), after.Height / 2);
    }

    [Fact]
    public async Task Controls_CoverNoCell_WhenTheBoardIsLow()
    {
        await using var person = await VisitAsync(sketch: new("Low", new string('A', Side), new string('B', Side)));
        var board = (await person.Page.Locator(".board-scroll").BoundingBoxAsync())!;
        var controls = (await person.Page.GetByRole(AriaRole.Group, new() { Name = "View" }).BoundingBoxAsync())!;
        controls.Y.Should().BeGreaterThanOrEqualTo(board.Y + board.Height);
    }

    private static ILocator Whole(Person person) => person.Page.GetByRole(AriaRole.Button, new() { Name = "Show the whole board" });

    private static async Task ExpectWholeBoardAsync(Person person)
    {
        await Expect(Whole(person)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(person.Board.Cell(0, 0)).ToBeInViewportAsync();
        await Expect(person.Board.Cell(Side - 1, Side - 1)).ToBeInViewportAsync();
        (await person.Page.Locator(".board-scroll").EvaluateAsync<bool>(
            "box => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight")).Should().BeTrue();
    }

    private static Task<double> CellAsync(Person person) =>
        person.Board.Grid.EvaluateAsync<double>($"grid => grid.getBoundingClientRect().width / {Side}");

    private async Task<Person> VisitAsync(BrowserNewContextOptions? options = null, Sketch? sketch = null)
    {
        using var author = await site.RegisterAsync(site.UniqueName("surveyor"));
        var board = await author.CreateAsync(sketch ?? Plain);
        var person = await site.VisitAsync(options);
        await person.GoToAsync($"/boards/{board}");
        return person;
    }
}
