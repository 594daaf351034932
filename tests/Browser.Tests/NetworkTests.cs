using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Browsers behind a proxy that does to their connections what networks do.</summary>
public sealed class NetworkTests(DotsSite site) : IClassFixture<DotsSite>
{
    /// <summary>
    /// Three heartbeats, or a handshake that is never answered, and the delays of the attempts after them, for each of the six connections that the
    /// browser may have kept open: they are frozen as well, and it sends the next attempt on one of them.
    /// </summary>
    private const float Timeout = 300_000;

    [Fact]
    public async Task Page_ReconnectsWithoutLoss_WhenItsConnectionsAreFrozen()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Frozen"));
        await using var proxy = TestProxy.Start(site.Address);
        await using var ada = await OpenActivityAsync(proxy, activity, site.UniqueName("ada"));
        await Expect(ada.Activity.Connection).ToHaveTextAsync("Live");
        proxy.Freeze();
        await author.ChangeActivityAsync(activity, new { description = "While frozen" });
        await author.CreateAsync(Sketches.Rows("While frozen"));

        await Expect(ada.Page.Locator(".connection-reconnecting")).ToBeVisibleAsync(new() { Timeout = Timeout });
        await Expect(ada.Activity.Connection).ToContainTextAsync("Reconnecting", new() { Timeout = Timeout });
        proxy.Thaw();

        await Expect(ada.Activity.Connection).ToHaveTextAsync("Live", new() { Timeout = Timeout });
        await Expect(ada.Activity.Member("description")).ToContainTextAsync("While frozen");
        await Expect(ada.Page.Locator(".connection-connected")).ToBeVisibleAsync(new() { Timeout = Timeout });
        await Expect(ada.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 1 unread" })).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("WebSockets are blocked")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(UpgradeHandling.Strip)]
    [InlineData(UpgradeHandling.Forbid)]
    [InlineData(UpgradeHandling.Fail)]
    [InlineData(UpgradeHandling.Ignore)]
    public async Task Users_SeeEachOthersChanges_WhenWebSocketsAreBlocked(UpgradeHandling handling)
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Behind a proxy"));
        await using var proxy = TestProxy.Start(site.Address, handling);
        var name = site.UniqueName("ada");
        await using var ada = await OpenActivityAsync(proxy, activity, name);
        await using var ben = await OpenActivityAsync(proxy, activity, site.UniqueName("ben"));
        foreach (var person in (Person[])[ada, ben])
        {
            await Expect(person.Page.GetByText("WebSockets are blocked on this network.")).ToBeVisibleAsync(new() { Timeout = Timeout });
            await Expect(person.Activity.Connection).ToHaveTextAsync("Live", new() { Timeout = Timeout });
        }

        await ada.Activity.EditAsync("description", "By Ada");
        await Expect(ben.Activity.Member("description")).ToContainTextAsync("By Ada");
        await ben.Activity.EditAsync("description", "By Ben");
        await Expect(ada.Activity.Member("description")).ToContainTextAsync("By Ben");

        await ada.Page.GetByLabel("Your status").SelectOptionAsync("Busy");
        await Expect(ben.Activity.People.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name })).ToContainTextAsync("Busy");
    }

    [Fact]
    public async Task List_IsUpdatedLive_WhenWebSocketsAreBlocked()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        await using var proxy = TestProxy.Start(site.Address, UpgradeHandling.Strip);
        await using var ada = await site.VisitThroughAsync(proxy);
        await ada.GoToAsync("/activities");
        var rows = ada.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem);
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Listed through a proxy"));
        await Expect(rows.Filter(new() { HasText = "Listed through a proxy" })).ToBeVisibleAsync(new() { Timeout = Timeout });

        await author.ChangeActivityAsync(activity, new { description = "Changed" });

        await Expect(rows.Filter(new() { HasText = "Listed through a proxy" })).ToContainTextAsync("Revision 2");
    }

    /// <summary>The document is shown, whether the stream is connected or not.</summary>
    private async Task<Person> OpenActivityAsync(TestProxy proxy, Guid activity, string username)
    {
        var person = await site.VisitThroughAsync(proxy);
        await person.SignInAsync(username);
        await person.GoToAsync($"/activities/{activity}");
        await Expect(person.Activity.Member("description")).ToBeVisibleAsync();
        return person;
    }
}
