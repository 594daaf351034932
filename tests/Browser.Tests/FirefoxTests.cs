using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>The main functions in a second browser engine, and in a browser that blocks cookies and all other site data.</summary>
public sealed class FirefoxTests(DotsSite site) : IClassFixture<DotsSite>
{
    private static readonly KeyValuePair<string, object> BlockCookies = new("network.cookie.cookieBehavior", 2);

    [Fact]
    public async Task Users_CreatePlayAndFollowABoard()
    {
        await using var firefox = await Firefox.LaunchAsync();
        await using var watcher = await Person.OpenAsync(firefox.Browser, site.Address);
        await using var author = await Person.OpenAsync(firefox.Browser, site.Address);
        await watcher.GoToAsync("/");
        await author.GoToAsync("/");
        await author.RegisterAsync("foxy");

        await author.Page.GetByRole(AriaRole.Link, new() { Name = "New board" }).First.ClickAsync();
        await author.Page.GetByLabel("Name").FillAsync("Made in Firefox");
        await author.Board.ClickAsync(0, 0);
        await author.Board.ClickAsync(0, 5);
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Save board" }).ClickAsync();
        await Expect(watcher.Page.GetByRole(AriaRole.Link, new() { Name = "foxy created a board: Made in Firefox" })).ToBeVisibleAsync();
        await Expect(watcher.Page.Locator(".board-card").First).ToContainTextAsync("Made in Firefox");

        await watcher.GoToAsync("/dashboard");
        await author.Page.GetByRole(AriaRole.Link, new() { Name = "Play", Exact = true }).ClickAsync();
        await author.WaitUntilLoadedAsync();
        var line = Enumerable.Range(0, 6).Select(col => (0, col)).ToList();
        await author.Board.DragAsync(line);
        await author.Board.ExpectLineAsync(line);
        await Expect(author.Page.GetByText("Saved", new() { Exact = true })).ToBeVisibleAsync();
        var feed = watcher.Page.GetByRole(AriaRole.List, new() { Name = "Feed" }).GetByRole(AriaRole.Listitem);
        await Expect(feed.Filter(new() { HasText = "foxy drew a path on Made in Firefox" })).ToBeVisibleAsync();

        author.Problems.Should().BeEmpty();
        watcher.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task App_WorksWithoutStorage_WhenCookiesAreBlocked()
    {
        using var author = await site.RegisterAsync("storekeeper");
        var board = await author.CreateAsync(Sketches.Rows("Before the visit"));
        await using var firefox = await Firefox.LaunchAsync(BlockCookies);
        await using var visitor = await Person.OpenAsync(firefox.Browser, site.Address);
        await visitor.GoToAsync("/");
        (await visitor.Page.EvaluateAsync<bool>("() => { try { return localStorage === null; } catch { return true; } }")).Should().BeTrue();
        await Expect(visitor.Page.Locator(".board-card").Filter(new() { HasText = "Before the visit" })).ToBeVisibleAsync();

        await author.CreateAsync(Sketches.Rows("During the visit"));
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "storekeeper created a board: During the visit" })).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".board-card").First).ToContainTextAsync("During the visit");

        // Within the page, what has been drawn is kept in memory.
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Before the visit" }).First.ClickAsync();
        await visitor.WaitUntilLoadedAsync();
        var line = Sketches.Rows("Before the visit").Line('A');
        await visitor.Board.DragAsync(line);
        await visitor.Board.ExpectLineAsync(line);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Boards", Exact = true }).ClickAsync();
        await Expect(visitor.Page.Locator(".board-card").First).ToBeVisibleAsync();
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/boards/{board}$"));
        await visitor.Board.ExpectLineAsync(line);

        foreach (var page in new[] { "/boards/new", "/dashboard", "/activities" })
        {
            await visitor.GoToAsync(page);
        }

        await visitor.GoToAsync("/register");
        await visitor.Page.GetByLabel("User name").FillAsync("no-cookies");
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Author.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await Expect(visitor.Page.GetByText("Your browser does not accept cookies from this site.")).ToBeVisibleAsync();
        visitor.Problems.Should().BeEmpty();
    }
}
