using Microsoft.Playwright;

namespace Dots.Browser.Tests;

/// <summary>A process of the installed Firefox, which Playwright drives by WebDriver BiDi.</summary>
public sealed class Firefox : IAsyncDisposable
{
    private readonly IPlaywright _playwright;

    private Firefox(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <summary>Skips the test if Firefox is not installed.</summary>
    /// <param name="preferences">As in about:config.</param>
    public static async Task<Firefox> LaunchAsync(params IEnumerable<KeyValuePair<string, object>> preferences)
    {
        var program = Programs.Find("firefox-esr");
        Assert.SkipUnless(program is not null, "Firefox was not found: install firefox-esr.");
        var playwright = await Playwright.CreateAsync();
        try
        {
            var browser = await playwright.Firefox.LaunchAsync(new()
            {
                // Without a channel that begins with "moz-", Playwright expects a Firefox with its own patches.
                Channel = "moz-firefox",
                ExecutablePath = program,

                // Playwright sends any other collection as an array, which Firefox ignores.
                FirefoxUserPrefs = preferences.ToDictionary(),
            });
            return new Firefox(playwright, browser);
        }
        catch
        {
            playwright.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        _playwright.Dispose();
    }
}
