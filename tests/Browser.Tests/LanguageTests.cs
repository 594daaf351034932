using System.IO;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>A Polish browser gets Polish pages.</summary>
public sealed partial class LanguageTests(DotsSite site) : IClassFixture<DotsSite>
{
    private const string ProductName = "Dots";

    /// <summary>Every text that the page shows or exposes to screen readers.</summary>
    private const string Words =
        """
        () => {
          const words = [document.title];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode())
            if (walk.currentNode.parentElement.localName !== 'noscript') words.push(walk.currentNode.textContent);
          for (const element of document.querySelectorAll('*'))
            for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
              if (element.hasAttribute(name)) words.push(element.getAttribute(name));
          return words.map((word) => word.trim()).filter(Boolean);
        }
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/boards/new")]
    [InlineData("/boards/{board}")]
    [InlineData("/boards/{board}/edit")]
    [InlineData("/activities")]
    [InlineData("/activities/{activity}")]
    [InlineData("/activities/00000000-0000-4000-8000-000000000000")]
    [InlineData("/dashboard")]
    [InlineData("/account")]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/nie/ma/takiej")]
    public async Task Page_HasNoEnglishText_WhenTheBrowserIsPolish(string path)
    {
        using var author = await site.RegisterAsync(site.UniqueName("autor"));
        var sketch = Sketches.Rows("Plansza testowa");
        var board = await author.CreateAsync(sketch);
        await author.DrawAsync(board, sketch, "AB");
        var activity = await author.CreateActivityAsync(new { nazwa = "Lekcja", name = "Lekcja testowa", kroki = new[] { new { id = "a", opis = "Krok" } } });
        var options = new BrowserNewContextOptions { Locale = "pl-PL" };
        await using var person =
            path is "/sign-in" or "/register" ? await site.VisitAsync(options) : await site.VisitAsAsync(author.Username, options);
        await person.GoToAsync(path
            .Replace("{board}", $"{board}", StringComparison.Ordinal)
            .Replace("{activity}", $"{activity}", StringComparison.Ordinal));

        await Expect(person.Page.Locator("html")).ToHaveAttributeAsync("lang", "pl");
        var words = await person.Page.EvaluateAsync<string[]>(Words);
        words.Intersect(TextsOf("en").Except(TextsOf("pl")).Except([ProductName])).Should().BeEmpty();
        words.Where(word => EnglishWord().IsMatch(word)).Should().BeEmpty();
    }

    [Fact]
    public async Task Language_IsSwitchedAndRemembered_WhenTheButtonIsPressed()
    {
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/");
        await Expect(person.Page.Locator("h1")).ToHaveTextAsync("Connect the dots.");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to Polish" }).ClickAsync();
        await Expect(person.Page.Locator("h1")).ToHaveTextAsync("Połącz kropki.");
        await person.Page.ReloadAsync();
        await Expect(person.Page.Locator("h1")).ToHaveTextAsync("Połącz kropki.");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Przełącz na angielski" }).ClickAsync();
        await Expect(person.Page.Locator("h1")).ToHaveTextAsync("Connect the dots.");
    }

    /// <summary>The texts of a dictionary without placeholders; texts with placeholders are covered by <see cref="EnglishWord"/>.</summary>
    private static IEnumerable<string> TextsOf(string language) =>
        from file in Directory.GetFiles(Path.Combine(DotsSite.ClientAppRoot, "src", "i18n", language), "*.ts")
        from Match text in Text().Matches(File.ReadAllText(file))
        select text.Groups[1].Value;

    [GeneratedRegex("'([^'\\n]*\\p{L}{2}[^'\\n]*)'")]
    private static partial Regex Text();

    [GeneratedRegex("\\b(the|and|of|is|are|your|you|with|boards?|rows?|columns?|dots? [A-Z]|lines?|save|sign|created?|drew|solved|last)\\b")]
    private static partial Regex EnglishWord();
}
