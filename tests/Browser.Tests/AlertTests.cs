using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Alerts to all users, and notifications to one.</summary>
public sealed class AlertTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Alert_ShowsOnEveryPageUntilItIsDismissed_WhenAnAdministratorSendsOne()
    {
        await using var visitor = await site.VisitAsync();
        await visitor.GoToAsync("/");
        var tab = await visitor.Context.NewPageAsync();
        await tab.GotoAsync("/register");
        await Expect(tab.Locator(".connection-connected")).ToBeVisibleAsync();
        await using var chief = await site.VisitAsAdministratorAsync();
        await chief.GoToAsync("/account");
        await chief.Page.GetByLabel("Message").FillAsync("Back at noon");
        await chief.Page.GetByLabel("Level").SelectOptionAsync("Warning");
        await chief.Page.GetByRole(AriaRole.Button, new() { Name = "Send the alert" }).ClickAsync();
        await Expect(chief.Page.GetByText("Sent.")).ToBeVisibleAsync();

        var alert = visitor.Page.GetByRole(AriaRole.Alert, new() { Name = "Alerts" });
        await Expect(alert).ToContainTextAsync("Back at noon");
        await Expect(tab.GetByRole(AriaRole.Alert, new() { Name = "Alerts" })).ToContainTextAsync("Back at noon");
        (await Axe.ExamineAsync(visitor.Page)).Should().BeEmpty();
        await visitor.Page.ReloadAsync();
        await Expect(alert).ToContainTextAsync("Back at noon");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Expect(alert).Not.ToContainTextAsync("Back at noon");
        await Expect(tab.GetByText("Back at noon")).ToHaveCountAsync(0);
        await visitor.Page.ReloadAsync();
        await visitor.WaitUntilLoadedAsync();
        await Expect(visitor.Page.GetByText("Back at noon")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AlertForm_IsMissing_WhenTheUserIsNoAdministrator()
    {
        await using var person = await site.VisitAsAsync("no-chief");
        await person.GoToAsync("/account");
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Hello, no-chief" })).ToBeVisibleAsync();
        await Expect(person.Page.GetByRole(AriaRole.Button, new() { Name = "Send the alert" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Bell_ShowsAMessage_WhenTheUserIsItsRecipient()
    {
        using var author = await site.RegisterAsync("letter-writer");
        await using var recipient = await site.VisitAsAsync("recipient");
        await using var other = await site.VisitAsAsync("other");
        await recipient.GoToAsync("/dashboard");
        await other.GoToAsync("/dashboard");
        await author.NotifyAsync("recipient", "For your eyes");
        await author.CreateAsync(Sketches.Rows("For all"));

        await Expect(recipient.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 2 unread" })).ToBeVisibleAsync();
        await recipient.Page.Locator(".bell").ClickAsync();
        await Expect(recipient.Page.Locator(".notices-list")).ToContainTextAsync("letter-writer: For your eyes");
        await Expect(other.Page.GetByRole(AriaRole.Button, new() { Name = "Notifications, 1 unread" })).ToBeVisibleAsync();
        await Expect(other.Page.GetByText("For your eyes")).ToHaveCountAsync(0);
    }
}
