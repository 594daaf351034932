using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests.Site;

/// <summary>A person with a fresh browser profile of their own.</summary>
public sealed partial class Person : IAsyncDisposable
{
    // Generous because of loaded machines; only a failure takes this long.
    private const float Timeout = 20_000;

    private readonly List<string> _problems = [];
    private readonly Uri _site;

    private Person(Uri site, IBrowserContext context)
    {
        _site = site;
        Context = context;
        context.Console += (_, message) => Note(message);
        context.WebError += (_, error) => _problems.Add($"uncaught: {error.Error}");
        context.Request += (_, request) => NoteRequest(request.Url);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; } = null!;

    public BoardOnPage Board => new(Page);

    public ActivityOnPage Activity => new(Page);

    /// <summary>Warnings, errors and uncaught exceptions of the pages, and requests to other sites.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static async Task<Person> OpenAsync(IBrowser browser, Uri site, BrowserNewContextOptions? options = null)
    {
        SetDefaultExpectTimeout(Timeout);
        options ??= new BrowserNewContextOptions();
        options.BaseURL = site.ToString();
        options.Locale ??= "en-GB";
        options.ReducedMotion ??= ReducedMotion.Reduce;
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Timeout);
        var person = new Person(site, context);
        person.Page = await context.NewPageAsync();
        return person;
    }

    /// <summary>Registers through the form.</summary>
    public async Task RegisterAsync(string username)
    {
        await GoToAsync("/register");
        await Page.GetByLabel("User name").FillAsync(username);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Author.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = username })).ToBeVisibleAsync();
    }

    /// <summary>Signs in without the form, creating the account if it does not exist.</summary>
    public async Task SignInAsync(string username)
    {
        var credentials = new APIRequestContextOptions { DataObject = new { username, password = Author.Password } };
        await Context.APIRequest.PostAsync("/api/auth/register", credentials);
        var login = await Context.APIRequest.PostAsync("/api/auth/login?cookie=true", credentials);
        if (!login.Ok)
        {
            throw new InvalidOperationException($"{username} could not sign in: {login.Status}.");
        }
    }

    /// <summary>Returns when the page has loaded and knows the current user.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await WaitUntilLoadedAsync();
    }

    public async Task WaitUntilLoadedAsync()
    {
        await Expect(Page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(Page.Locator(".connection-connected")).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until the target has the focus.</summary>
    public async Task TabToAsync(ILocator target)
    {
        await Expect(target).ToHaveCountAsync(1);
        for (var presses = 0; presses < 80; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException("The Tab key does not lead there.");
    }

    public async ValueTask DisposeAsync() => await Context.CloseAsync();

    private void Note(IConsoleMessage message)
    {
        if (message.Type is not ("error" or "warning"))
        {
            return;
        }

        // Chromium logs every 4xx response as an error, including expected ones.
        var isAnswer = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && Answers().IsMatch(message.Location);
        if (!isAnswer)
        {
            _problems.Add($"{message.Type}: {message.Text} ({message.Location})");
        }
    }

    private void NoteRequest(string url)
    {
        if (!url.StartsWith(_site.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)
            && !url.StartsWith("blob:", StringComparison.Ordinal))
        {
            _problems.Add($"left the site: {url}");
        }
    }

    // Expected: no user is signed in, the user has no path on the board yet, or the solver is busy, which clients wait for.
    [GeneratedRegex("/api/(auth/me|boards/\\d+/path|boards/check)(:\\d+:\\d+)?$")]
    private static partial Regex Answers();
}
