using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests.Site;

/// <summary>The page of an activity.</summary>
public sealed class ActivityOnPage(IPage page)
{
    private const string RowsAsLines =
        """
        (tree) => {
          const names = [];
          return [...tree.querySelectorAll('[role=treeitem]')].slice(1).map((row) => {
            const text = (selector) => row.querySelector(selector)?.textContent ?? '';
            names.splice(row.ariaLevel - 2, Infinity, text('.tree-name bdi'));
            return `${names.join('/')}: ${text('.tree-value') || text('.tree-size')}`;
          });
        }
        """;

    public ILocator Tree => page.GetByRole(AriaRole.Tree, new() { Name = "Document" });

    public ILocator People => page.GetByRole(AriaRole.Region, new() { Name = "Here now" });

    public ILocator Files => page.GetByRole(AriaRole.Region, new() { Name = "Files" });

    public ILocator Messages => page.GetByRole(AriaRole.Region, new() { Name = "Messages" });

    public ILocator Connection => page.Locator(".activity-connection");

    /// <summary>The row of a member of the document itself.</summary>
    public ILocator Member(string name) =>
        Tree.Locator("[role=treeitem][aria-level='2']").Filter(new() { Has = page.Locator(".tree-name bdi").GetByText(name, new() { Exact = true }) });

    public async Task EditAsync(string member, string text)
    {
        await Member(member).Locator(".tree-line").ClickAsync();
        await Member(member).GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByLabel("Value").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Value")).ToHaveCountAsync(0);
    }

    public async Task ExpandAllAsync() => await page.GetByRole(AriaRole.Button, new() { Name = "Expand all", Exact = true }).ClickAsync();

    /// <summary>Every row below the root, as its path of names and its value or size.</summary>
    public Task<string[]> RowsAsync() => Tree.EvaluateAsync<string[]>(RowsAsLines);

    /// <summary>The rows of a fully expanded document.</summary>
    public static IEnumerable<string> RowsOf(JsonElement document) => RowsIn(document, "");

    private static IEnumerable<string> RowsIn(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => RowsAt($"{place}{member.Name}", member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => RowsAt($"{place}{index + 1}", item)),
        _ => [],
    };

    private static IEnumerable<string> RowsAt(string place, JsonElement value) =>
        RowsIn(value, $"{place}/").Prepend($"{place}: {TextOf(value)}");

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Count(value.EnumerateObject().Count(), "member"),
        JsonValueKind.Array => Count(value.GetArrayLength(), "item"),
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : "empty text",
        _ => value.GetRawText(),
    };

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
