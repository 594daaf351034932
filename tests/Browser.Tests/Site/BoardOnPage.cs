using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests.Site;

/// <summary>The board on a page, and the input that draws on it.</summary>
public sealed partial class BoardOnPage(IPage page)
{
    public ILocator Grid => page.GetByRole(AriaRole.Grid);

    public ILocator Cell(int row, int col) =>
        Grid.GetByRole(AriaRole.Row).Nth(row).GetByRole(AriaRole.Gridcell).Nth(col);

    /// <summary>The cell that is in the tab order.</summary>
    public ILocator TabStop => Grid.Locator("[role=gridcell][tabindex='0']");

    public Task ClickAsync(int row, int col) => Cell(row, col).ClickAsync();

    public async Task DragAsync(IReadOnlyList<(int Row, int Col)> cells)
    {
        await DragWithoutReleasingAsync(cells);
        await page.Mouse.UpAsync();
    }

    /// <summary>Drags without releasing the mouse button.</summary>
    public async Task DragWithoutReleasingAsync(IReadOnlyList<(int Row, int Col)> cells)
    {
        await Cell(cells[0].Row, cells[0].Col).ScrollIntoViewIfNeededAsync();
        var (x, y) = await CentreAsync(cells[0]);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        foreach (var cell in cells.Skip(1))
        {
            (x, y) = await CentreAsync(cell);
            await page.Mouse.MoveAsync(x, y);
        }
    }

    /// <summary>Swipes with one finger. Chromium turns these commands into real touch events.</summary>
    public async Task SwipeAsync(IReadOnlyList<(int Row, int Col)> cells)
    {
        await Cell(cells[0].Row, cells[0].Col).ScrollIntoViewIfNeededAsync();
        var driver = await page.Context.NewCDPSessionAsync(page);
        foreach (var (cell, nth) in cells.Select((cell, nth) => (cell, nth)))
        {
            var (x, y) = await CentreAsync(cell);
            await TouchAsync(driver, nth == 0 ? "touchStart" : "touchMove", new[] { new { x, y } });
        }

        await TouchAsync(driver, "touchEnd", Array.Empty<object>());
        await driver.DetachAsync();
    }

    /// <summary>Pinches with two fingers, around the centre of the visible part of the board.</summary>
    /// <param name="from">The initial distance of each finger from the centre, in CSS pixels.</param>
    /// <param name="to">The final distance, in CSS pixels.</param>
    public async Task PinchAsync(int from, int to)
    {
        var view = await page.Locator(".board-scroll").BoundingBoxAsync()
            ?? throw new InvalidOperationException("No board is to be seen.");
        var (x, y) = (view.X + (view.Width / 2), view.Y + (view.Height / 2));
        var driver = await page.Context.NewCDPSessionAsync(page);
        const int Moves = 12;
        for (var move = 0; move <= Moves; move++)
        {
            var apart = from + ((to - from) * move / Moves);
            await TouchAsync(
                driver,
                move == 0 ? "touchStart" : "touchMove",
                new[] { new { x = x - apart, y, id = 0 }, new { x = x + apart, y, id = 1 } });
        }

        await TouchAsync(driver, "touchEnd", Array.Empty<object>());
        await driver.DetachAsync();
    }

    /// <summary>Draws with the keyboard: moves the focus to the line's first dot, then along the line to the other.</summary>
    public async Task DrawWithKeysAsync(IReadOnlyList<(int Row, int Col)> cells)
    {
        var at = await FocusedAsync();
        await PressAsync("ArrowDown", cells[0].Row - at.Row);
        await PressAsync("ArrowUp", at.Row - cells[0].Row);
        await PressAsync("ArrowRight", cells[0].Col - at.Col);
        await PressAsync("ArrowLeft", at.Col - cells[0].Col);
        await page.Keyboard.PressAsync("Enter");
        foreach (var (from, to) in cells.Zip(cells.Skip(1)))
        {
            await page.Keyboard.PressAsync(
                to.Row > from.Row ? "ArrowDown" : to.Row < from.Row ? "ArrowUp" : to.Col > from.Col ? "ArrowRight" : "ArrowLeft");
        }

        await Expect(Cell(cells[^1].Row, cells[^1].Col)).ToBeFocusedAsync();
    }

    public async Task ExpectLineAsync(IEnumerable<(int Row, int Col)> cells)
    {
        foreach (var (row, col) in cells)
        {
            await Expect(Cell(row, col)).ToHaveAttributeAsync("aria-label", JoinedLine());
        }
    }

    public Task ExpectEmptyCellAsync(int row, int col) =>
        Expect(Cell(row, col)).ToHaveAttributeAsync("aria-label", $"row {row + 1}, column {col + 1}");

    private async Task PressAsync(string key, int times)
    {
        for (var nth = 0; nth < times; nth++)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private async Task<(int Row, int Col)> FocusedAsync()
    {
        var name = await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')");
        var place = Place().Match(name);
        return (int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture) - 1, int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture) - 1);
    }

    private async Task<(float X, float Y)> CentreAsync((int Row, int Col) cell)
    {
        var box = await Cell(cell.Row, cell.Col).BoundingBoxAsync()
            ?? throw new InvalidOperationException($"Cell {cell} is not to be seen.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static Task<JsonElement?> TouchAsync(ICDPSession driver, string type, object points) =>
        driver.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = points });

    [GeneratedRegex("^row (\\d+), column (\\d+)")]
    private static partial Regex Place();

    [GeneratedRegex("on the .* line, joined")]
    private static partial Regex JoinedLine();
}
