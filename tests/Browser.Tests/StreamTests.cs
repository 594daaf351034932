using System.Net.Http.Json;
using System.Text.Json;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>The single event stream that a browser's tabs share.</summary>
public sealed class StreamTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Feed_ShowsEachMissedEventOnce_WhenTheServerIsKilledAndRestarted()
    {
        using var author = await site.RegisterAsync("survivor");
        await author.CreateAsync(Sketches.Rows("Long before"));
        await using var watcher = await site.VisitAsync();
        await watcher.GoToAsync("/dashboard");
        var feed = FeedOf(watcher);
        await Expect(feed.Filter(new() { HasText = "Long before" })).ToHaveCountAsync(1);

        // The last of these are acknowledged just before the kill, so the browser may or may not have received them.
        for (var nth = 1; nth <= 5; nth++)
        {
            await author.CreateAsync(Sketches.Rows($"Before {nth}"));
        }

        await site.KillAsync();
        await Expect(watcher.Page.Locator(".wire-reconnecting")).ToBeVisibleAsync();
        await site.StartAgainAsync();
        for (var nth = 1; nth <= 5; nth++)
        {
            await author.CreateAsync(Sketches.Rows($"While away {nth}"));
        }

        await Expect(watcher.Page.Locator(".wire-connected")).ToBeVisibleAsync();
        await author.CreateAsync(Sketches.Rows("Afterwards"));
        await Expect(feed.Filter(new() { HasText = "Afterwards" })).ToBeVisibleAsync();
        await ExpectWholeLogAsync(feed);
    }

    [Fact]
    public async Task Feed_ReportsMissedEvents_WhenTheConnectionWasDropped()
    {
        using var author = await site.RegisterAsync("dropper");
        await using var watcher = await site.VisitAsync();
        await watcher.GoToAsync("/dashboard");
        await watcher.Page.GetByRole(AriaRole.Button, new() { Name = "Drop the connection" }).ClickAsync();
        await Expect(watcher.Page.Locator(".wire-reconnecting")).ToBeVisibleAsync();
        await author.CreateAsync(Sketches.Rows("Meanwhile"));

        var row = FeedOf(watcher).Filter(new() { HasText = "Meanwhile" });
        await Expect(row).ToContainTextAsync("caught up");
        await ExpectWholeLogAsync(FeedOf(watcher));
    }

    [Fact]
    public async Task Browser_OpensOneStream_WhenTenTabsAreOpen()
    {
        using var author = await site.RegisterAsync("tabs");
        await Waiting.UntilAsync(async () => await OpenStreamsAsync() == 0, "the streams of other tests have ended");
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/dashboard");
        var tabs = new List<IPage> { person.Page };
        while (tabs.Count < 10)
        {
            var tab = await person.Context.NewPageAsync();
            await tab.GotoAsync("/register");
            tabs.Add(tab);
        }

        await Expect(person.Page.GetByText("10 tabs share this connection")).ToBeVisibleAsync();
        (await OpenStreamsAsync()).Should().Be(1);

        await author.CreateAsync(Sketches.Rows("To all tabs"));
        foreach (var tab in tabs)
        {
            await Expect(tab.GetByRole(AriaRole.Link, new() { Name = "tabs created a board: To all tabs" })).ToBeVisibleAsync();
        }

        (await OpenStreamsAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Bell_CountsMissedEvents_WhenTheBrowserReturnsLater()
    {
        using var author = await site.RegisterAsync("busy");
        await using var person = await site.VisitAsAsync("returning");
        await person.GoToAsync("/register");
        await author.CreateAsync(Sketches.Rows("Seen"));
        await Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 1 unread" })).ToBeVisibleAsync();
        await person.Page.GotoAsync("about:blank");
        await author.CreateAsync(Sketches.Rows("Missed"));

        await person.GoToAsync("/dashboard");
        await Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 2 unread" })).ToBeVisibleAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 2 unread" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "busy created a board: Missed" }).Last.ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Missed" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Gallery_ShowsANewBoardWithoutReloading_WhenAnotherUserCreatesOne()
    {
        using var author = await site.RegisterAsync("maker");
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/");
        await author.CreateAsync(Sketches.Rows("Fresh"));

        await Expect(person.Page.Locator(".board-card").First).ToContainTextAsync("Fresh");
    }

    private static ILocator FeedOf(Person watcher) =>
        watcher.Page.GetByRole(AriaRole.List, new() { Name = "Feed" }).GetByRole(AriaRole.Listitem);

    private async Task ExpectWholeLogAsync(ILocator feed)
    {
        var log = await site.Http.GetFromJsonAsync<JsonElement>("/api/events?after=0&limit=1000");
        var logged = log.GetProperty("items").EnumerateArray().Select(item => $"#{item.GetProperty("id").GetInt64()}").Reverse();
        var shown = await feed.Locator(".feed-cursor").AllTextContentsAsync();
        shown.Should().Equal(logged);
    }

    private async Task<int> OpenStreamsAsync() =>
        (await site.Http.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("streams").GetProperty("open_total").GetInt32();
}
