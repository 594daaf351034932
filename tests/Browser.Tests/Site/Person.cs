using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests.Site;

/// <summary>Somebody at a browser of their own, which nobody else has used.</summary>
public sealed partial class Person : IAsyncDisposable
{
    // A loaded machine takes its time; only a failure uses this up.
    private const float Timeout = 20_000;

    private readonly List<string> _complaints = [];
    private readonly Uri _site;

    private Person(Uri site, IBrowserContext context)
    {
        _site = site;
        Context = context;
        context.Console += (_, message) => Note(message);
        context.WebError += (_, error) => _complaints.Add($"uncaught: {error.Error}");
        context.Request += (_, request) => NoteRequest(request.Url);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; } = null!;

    public BoardOnPage Board => new(Page);

    public ActivityOnPage Activity => new(Page);

    /// <summary>What the browser's console held against the pages, and the requests that left the site.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static async Task<Person> ArriveAsync(IBrowser browser, Uri site, BrowserNewContextOptions? options = null)
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

    /// <summary>By the form, as everybody does.</summary>
    public async Task RegisterAsync(string username)
    {
        await GoToAsync("/register");
        await Page.GetByLabel("User name").FillAsync(username);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Author.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = username })).ToBeVisibleAsync();
    }

    /// <summary>Without the form; the account is opened if there is none.</summary>
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

    /// <summary>Returns when the page is there and knows who is looking at it.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await ArrivedAsync();
    }

    public async Task ArrivedAsync()
    {
        await Expect(Page.Locator("main h1")).ToBeVisibleAsync();
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(Page.Locator(".connection-connected")).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until it comes there.</summary>
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

        // Chromium reports every refusal as an error, also those that are plain answers.
        var isAnswer = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && Answers().IsMatch(message.Location);
        if (!isAnswer)
        {
            _complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
        }
    }

    private void NoteRequest(string url)
    {
        if (!url.StartsWith(_site.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)
            && !url.StartsWith("blob:", StringComparison.Ordinal))
        {
            _complaints.Add($"left the site: {url}");
        }
    }

    // That nobody is signed in; that one has not drawn on a board yet; that this server has no solver.
    [GeneratedRegex("/api/(auth/me|boards/\\d+/path|boards/check)(:\\d+:\\d+)?$")]
    private static partial Regex Answers();
}
