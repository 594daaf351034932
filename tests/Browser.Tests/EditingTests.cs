using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>An author's work is never lost.</summary>
public sealed class EditingTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Save_OffersBothVersions_WhenAnotherUserHasSavedInBetween()
    {
        using var author = await site.RegisterAsync("two-at-once");
        var board = await author.CreateAsync(Sketches.Rows("As it was"));
        await using var first = await site.VisitAsAsync("two-at-once");
        await using var second = await site.VisitAsAsync("two-at-once");
        await first.GoToAsync($"/boards/{board}/edit");
        await second.GoToAsync($"/boards/{board}/edit");
        await NameAsync(first, "The first's");
        await SaveAsync(first);
        await Expect(first.Page.GetByText("Everyone can play it now.")).ToBeVisibleAsync();

        await NameAsync(second, "The second's");
        await SaveAsync(second);
        var conflict = second.Page.GetByLabel("This board was changed elsewhere");
        await Expect(conflict).ToContainTextAsync("The first's");
        await Expect(conflict).ToContainTextAsync("The second's");
        (await author.GetAsync($"/api/boards/{board}")).GetProperty("name").GetString().Should().Be("The first's");

        await conflict.GetByRole(AriaRole.Button, new() { Name = "Overwrite with mine" }).ClickAsync();
        await Expect(second.Page.GetByText("Everyone can play it now.")).ToBeVisibleAsync();
        (await author.GetAsync($"/api/boards/{board}")).GetProperty("name").GetString().Should().Be("The second's");

        // Now the first author's revision is stale. They load the other version, and undo restores theirs.
        await NameAsync(first, "The first's again");
        await SaveAsync(first);
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Use theirs" }).ClickAsync();
        await Expect(first.Page.GetByLabel("Name")).ToHaveValueAsync("The second's");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(first.Page.GetByLabel("Name")).ToHaveValueAsync("The first's again");
    }

    [Fact]
    public async Task Draft_IsRestored_WhenThePageIsReloaded()
    {
        await using var author = await site.VisitAsAsync("forgetful");
        await author.GoToAsync("/boards/new");
        await NameAsync(author, "Not saved yet");
        await author.Board.ClickAsync(0, 0);
        await author.Board.ClickAsync(0, 5);
        await author.Board.ClickAsync(3, 3);
        await author.Page.ReloadAsync();

        await Expect(author.Page.GetByText("Your unsaved changes were restored.")).ToBeVisibleAsync();
        await Expect(author.Page.GetByLabel("Name")).ToHaveValueAsync("Not saved yet");
        await Expect(author.Board.Cell(0, 5)).ToHaveAttributeAsync("aria-label", "row 1, column 6, red dot A");
        await Expect(author.Board.Cell(3, 3)).ToHaveAttributeAsync("aria-label", "row 4, column 4, blue dot B, its partner is missing");
    }

    [Fact]
    public async Task Draft_IsSaved_WhenTheAuthorSignsInAfterDesigning()
    {
        await using var author = await site.VisitAsync();
        await author.GoToAsync("/boards/new");
        await NameAsync(author, "Made by a stranger");
        await author.Board.ClickAsync(0, 0);
        await author.Board.ClickAsync(5, 5);
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Save board" }).ClickAsync();
        await author.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in to save it" }).ClickAsync();
        await author.Page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await author.Page.GetByLabel("User name").FillAsync("no-stranger");
        await author.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Author.Password);
        await author.Page.Keyboard.PressAsync("Enter");

        await Expect(author.Page.GetByLabel("Name")).ToHaveValueAsync("Made by a stranger");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Save board" }).ClickAsync();
        await Expect(author.Page.GetByText("Everyone can play it now.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Board_IsDesigned_WhenOnlyKeysArePressed()
    {
        await using var author = await site.VisitAsAsync("typist");
        await author.GoToAsync("/boards/new");
        await author.TabToAsync(author.Board.TabStop);
        var keys = author.Page.Keyboard;
        await keys.PressAsync("Enter");
        await keys.PressAsync("End");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Control+End");
        await keys.PressAsync("Enter");
        await keys.PressAsync("Delete");
        await author.TabToAsync(author.Page.GetByLabel("Name"));
        await keys.TypeAsync("Typed");
        await author.TabToAsync(author.Page.GetByRole(AriaRole.Button, new() { Name = "Save board" }));
        await keys.PressAsync("Enter");

        await Expect(author.Page.GetByText("Everyone can play it now.")).ToBeVisibleAsync();
        await Expect(author.Board.Cell(0, 0)).ToHaveAttributeAsync("aria-label", "row 1, column 1, red dot A");
        await Expect(author.Board.Cell(0, 5)).ToHaveAttributeAsync("aria-label", "row 1, column 6, red dot A");
    }

    [Fact]
    public async Task Shrinking_AsksForConfirmation_WhenItWouldDropDots()
    {
        await using var author = await site.VisitAsAsync("shrinker");
        await author.GoToAsync("/boards/new");
        await author.Board.ClickAsync(5, 5);
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Rows: one fewer" }).ClickAsync();

        var question = author.Page.GetByRole(AriaRole.Dialog, new() { Name = "Shrink to 5 × 6?" });
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep the size" }).ClickAsync();
        await Expect(author.Board.Cell(5, 5)).ToHaveAttributeAsync("aria-label", "row 6, column 6, red dot A, its partner is missing");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Rows: one fewer" }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Shrink" }).ClickAsync();
        await Expect(author.Board.Grid.GetByRole(AriaRole.Row)).ToHaveCountAsync(5);
    }

    private static Task NameAsync(Person author, string name) => author.Page.GetByLabel("Name").FillAsync(name);

    private static Task SaveAsync(Person author) =>
        author.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
}
