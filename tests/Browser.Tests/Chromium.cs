using System.IO;
using Dots.Browser.Tests;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

// Each class has its own server. Running more of them in parallel would only make them compete for the processor.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]

namespace Dots.Browser.Tests;

/// <summary>The installed Chromium. All tests share one process, and each person has a separate profile.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Skips the test if Chromium is not installed.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipUnless(_browser is not null, "Chromium was not found: install chromium.");
            return _browser!;
        }
    }

    private static string? Program =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
            .FirstOrDefault(File.Exists);

    public static BrowserTypeLaunchOptions Options => new()
    {
        ExecutablePath = Program,
        Args =
        [
            "--no-sandbox", "--disable-gpu", "--disable-background-networking",

            // The address bar's suggestions are pages with a process of their own in each window, which nobody sees here.
            "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
        ],
    };

    public async ValueTask InitializeAsync()
    {
        if (Program is not null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(Options);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }
}
