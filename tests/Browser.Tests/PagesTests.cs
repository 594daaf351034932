using System.IO;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Properties that hold for every page.</summary>
public sealed class PagesTests(DotsSite site) : IClassFixture<DotsSite>, IAsyncLifetime
{
    private const int Phone = 360;
    private const int Desktop = 1280;
    private const string Username = "everywhere";

    private static readonly string[] MissingResources = ["/api/boards/987654", "/api/activities/00000000-0000-4000-8000-000000000000"];

    private static readonly Sketch Sketch = Sketches.Corners("A board with quite a long name, to see what becomes of it");

    private Author _author = null!;
    private long _board;
    private Guid _activity;

    public async ValueTask InitializeAsync()
    {
        _author = await site.RegisterAsync(site.UniqueName("author"));
        _board = await _author.CreateAsync(Sketch);
        await _author.DrawAsync(_board, Sketch, "AB");
        _activity = await _author.CreateActivityAsync(ActivityDocuments.Short("An activity with quite a long name, to see what becomes of it"));
    }

    public ValueTask DisposeAsync()
    {
        _author.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?search=nothing-is-called-so")]
    [InlineData("/boards/new")]
    [InlineData("/boards/{board}")]
    [InlineData("/boards/{board}/edit")]
    [InlineData("/boards/987654")]
    [InlineData("/activities")]
    [InlineData("/activities?name=nothing-is-called-so")]
    [InlineData("/activities/{activity}")]
    [InlineData("/activities/00000000-0000-4000-8000-000000000000")]
    [InlineData("/dashboard")]
    [InlineData("/account")]
    [InlineData("/sign-in")]
    [InlineData("/register")]
    [InlineData("/no/such/page")]
    public async Task Page_IsAccessibleWithoutOverflowOrErrors_InBothThemesAndWidths(string path)
    {
        var isForAnonymousUsers = path is "/sign-in" or "/register";
        await using var person = isForAnonymousUsers ? await site.VisitAsync() : await site.VisitAsAsync(_author.Username);
        await person.GoToAsync(path
            .Replace("{board}", $"{_board}", StringComparison.Ordinal)
            .Replace("{activity}", $"{_activity}", StringComparison.Ordinal));

        await AssertAccessibleInAllLayoutsAsync(person);

        // Chromium logs a 404 for a resource that does not exist.
        person.Problems.Where(problem => !MissingResources.Any(address => problem.Contains(address, StringComparison.Ordinal))).Should().BeEmpty();
    }

    [Fact]
    public async Task Name_IsIsolatedFromTheSentence_WhenItIsWrittenFromRightToLeft()
    {
        using var author = await site.RegisterAsync(site.UniqueName("דנה"));
        var board = await author.CreateAsync(Sketches.Corners("לוח 3"));
        await using var person = await site.VisitAsAsync(Username);

        await person.GoToAsync($"/boards/{board}");
        await Expect(person.Page.Locator(".play-title p bdi")).ToHaveTextAsync(author.Username);

        await person.GoToAsync($"/boards/{board}/edit");
        await Expect(person.Page.Locator(".editor-news bdi")).ToHaveTextAsync(author.Username);

        await person.GoToAsync("/?search=אין");
        await Expect(person.Page.Locator(".gallery-nothing bdi")).ToHaveTextAsync("אין");

        await person.GoToAsync("/activities?name=אין");
        await Expect(person.Page.Locator(".activities-nothing bdi")).ToHaveTextAsync("אין");
    }

    [Fact]
    public async Task Layout_LeavesNoGap_WhenTheSidebarIsLongerThanTheDocument()
    {
        var activity = await _author.CreateActivityAsync(new { name = "Short" });
        await using var person = await site.VisitAsAsync(_author.Username);
        await person.Page.SetViewportSizeAsync(Desktop, 900);
        await person.GoToAsync($"/activities/{activity}");
        var document = (await person.Page.Locator(".activity-document").BoundingBoxAsync())!;
        var side = (await person.Page.Locator(".activity-side").BoundingBoxAsync())!;
        var messages = (await person.Page.Locator(".activity-messages").BoundingBoxAsync())!;

        side.Height.Should().BeGreaterThan(document.Height);
        (messages.Y - document.Y - document.Height).Should().BeInRange(0, 40);
        await Expect(person.Page.Locator(".nav [aria-current]")).ToHaveTextAsync("Activities");
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    [InlineData(3, 40)]
    [InlineData(40, 3)]
    public async Task Layout_IsStable_WhenTheBoardHasAnyShape(int rows, int cols)
    {
        var board = await _author.CreateAsync(new Sketch("Shape", [.. Enumerable.Range(0, rows).Select(row => new string(row is 0 ? 'A' : '.', cols))]));
        await using var person = await site.VisitAsAsync(_author.Username);
        await person.Page.SetViewportSizeAsync(1440, 900);
        foreach (var (path, side) in new[] { ($"/boards/{board}", ".play-side"), ($"/boards/{board}/edit", ".editor-side") })
        {
            await person.GoToAsync(path);
            var page = (await person.Page.Locator(".page").BoundingBoxAsync())!;
            var stage = (await person.Page.Locator(".board-stage").BoundingBoxAsync())!;
            var shown = (await person.Page.Locator(".board-scroll").BoundingBoxAsync())!;
            var beside = (await person.Page.Locator(side).BoundingBoxAsync())!;

            (beside.X + beside.Width).Should().BeApproximately(page.X + page.Width - 32, 2, path);
            (stage.X + stage.Width).Should().BeApproximately(beside.X - 32, 2, path);
            (shown.X + (shown.Width / 2)).Should().BeApproximately(stage.X + (stage.Width / 2), 2, path);
            (shown.Y + shown.Height).Should().BeLessThanOrEqualTo(stage.Y + stage.Height, path);
        }
    }

    [Fact]
    public async Task Dashboard_CountsTheEventsInItsFeed_WhenThePageIsOpened()
    {
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/dashboard");
        await Expect(person.Page.Locator(".feed-row").First).ToBeVisibleAsync();
        foreach (var (type, name) in new[] { ("newBoard", "New board"), ("newPath", "New path") })
        {
            var rows = await person.Page.Locator($".feed-row.event-{type}").CountAsync();
            rows.Should().BePositive();
            await Expect(person.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new($"^{name}\\s*{rows}$") })).ToBeAttachedAsync();
        }
    }

    [Theory]
    [InlineData(360)]
    [InlineData(800)]
    [InlineData(1280)]
    public async Task Tiles_FillTheirRows_WhenThePageHasAnyWidth(int width)
    {
        await using var person = await site.VisitAsync();
        await person.Page.SetViewportSizeAsync(width, 800);
        await person.GoToAsync("/dashboard");
        var ends = await person.Page.Locator(".tile").EvaluateAllAsync<double[]>(
            """
            tiles => {
              const rows = new Map();
              for (const { top, right } of tiles.map((tile) => tile.getBoundingClientRect())) rows.set(top, right);
              return [...rows.values()].map((right) => right - tiles[0].parentElement.getBoundingClientRect().right);
            }
            """);
        ends.Should().NotBeEmpty().And.OnlyContain(end => Math.Abs(end) < 1);
    }

    [Fact]
    public async Task BoardPreview_HasTheUsualSize_WhenTheBoardIsTall()
    {
        await using var person = await site.VisitAsAsync(_author.Username);
        await _author.CreateAsync(new Sketch("High", [.. Enumerable.Range(0, 40).Select(row => row is 0 ? "AA" : "..")]));
        await person.GoToAsync("/account");
        await Expect(person.Page.Locator(".account-picture")).ToHaveCountAsync(2);
        var heights = await person.Page.Locator(".account-picture").EvaluateAllAsync<double[]>(
            "pictures => pictures.map((picture) => picture.getBoundingClientRect().height)");
        heights.Should().OnlyContain(height => Math.Abs(height - heights[0]) < 1);
    }

    [Fact]
    public async Task Forms_AreAccessible_WhenTheyShowErrors()
    {
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/register");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
        await Expect(person.Page.GetByText("Enter a user name.")).ToBeVisibleAsync();
        await ExamineAsync(person);

        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).Last.ClickAsync();
        await person.Page.GetByLabel("User name").FillAsync("nobody");
        await person.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("not the password");
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Page.GetByText("Incorrect user name or password.")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task Editor_IsAccessible_WhenItShowsAConfirmationAndErrors()
    {
        await using var person = await site.VisitAsAsync(_author.Username);
        await person.GoToAsync("/boards/new");
        await person.Board.ClickAsync(5, 5);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Save board" }).ClickAsync();
        await Expect(person.Page.GetByText("This cannot be saved yet:")).ToBeVisibleAsync();
        await ExamineAsync(person);

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Rows: one fewer" }).ClickAsync();
        await ExamineAsync(person);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Keep the size" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Import and export" }).ClickAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task Board_IsAccessible_WhenItIsSolvedAndAnEventArrives()
    {
        await using var person = await site.VisitAsAsync(Username);
        await person.GoToAsync($"/boards/{_board}");
        foreach (var letter in Sketch.Letters)
        {
            await person.Board.DragAsync(Sketch.Line(letter));
        }

        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Solved!" })).ToBeVisibleAsync();
        await _author.CreateAsync(Sketches.Rows("News"));
        await Expect(person.Page.Locator(".toast")).ToBeVisibleAsync();
        await person.Page.Locator(".toast").HoverAsync();
        await ExamineAsync(person);

        await person.Page.Locator(".bell").ClickAsync();
        await Expect(person.Page.Locator(".notices-list")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task Board_IsAccessible_WhenTheAuthorHasChangedIt()
    {
        await using var person = await site.VisitAsAsync(Username);
        await person.GoToAsync($"/boards/{_board}");
        await person.Board.DragAsync(Sketch.Line('A'));
        await _author.ChangeAsync(_board, Sketches.Rows("Changed"));
        await Expect(person.Page.GetByText("The author has changed this board")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task Dashboard_IsAccessible_WhenAnEventIsOpenedAndTheFeedPaused()
    {
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/dashboard");
        await person.Page.Locator(".feed-line").First.ClickAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(person.Page.GetByText("event: newPath")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task Activity_IsAccessible_WhenAnEditConflicts()
    {
        await using var person = await site.VisitAsAsync(_author.Username);
        await person.GoToAsync($"/activities/{_activity}");
        await person.Activity.ExpandAllAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Configuration" }).ClickAsync();
        await Expect(person.Page.GetByRole(AriaRole.Tree)).ToHaveCountAsync(2);
        await person.Activity.Member("description").FocusAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.GetByLabel("Value").FillAsync("Mine");
        await _author.ChangeActivityAsync(_activity, new { description = "Theirs" });
        await Expect(person.Page.GetByText("Someone else has changed this in the meantime.")).ToBeVisibleAsync();
        await person.Activity.Messages.GetByRole(AriaRole.Button, new() { Name = "activity_updated" }).First.ClickAsync();
        await ExamineAsync(person);

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Keep theirs" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Private" }).CheckAsync();
        await Expect(person.Page.GetByText("Only you have access.")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task PrivateActivity_IsAccessible_WhenTheUserLacksAccess()
    {
        await _author.RestrictAsync(_activity);
        await using var person = await site.VisitAsync();
        await person.GoToAsync($"/activities/{_activity}");

        // The server does not tell whether it exists.
        await Expect(person.Page.GetByRole(AriaRole.Heading, new() { Name = "Activity not found" })).ToBeVisibleAsync();
        await Expect(person.Page.GetByText("A private activity is shown only to its owner")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task NewActivity_IsAccessible_WhenItsFormShowsErrors()
    {
        await using var person = await site.VisitAsAsync(_author.Username);
        await person.GoToAsync("/activities");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "New activity" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(person.Page.GetByText("Give it a name.")).ToBeVisibleAsync();
        await ExamineAsync(person);
    }

    [Fact]
    public async Task LargeBoard_ScrollsInsideItsFrame_WhenThePhoneIsTooSmall()
    {
        var board = await _author.CreateAsync(new Sketch("Wide", new string('A', 40), new string('B', 40), new string('C', 40)));
        await using var person = await site.VisitAsAsync(Username, new() { ViewportSize = new() { Width = Phone, Height = 740 } });
        foreach (var path in new[] { $"/boards/{board}", $"/boards/{board}/edit", "/" })
        {
            await person.GoToAsync(path);
            (await HorizontalOverflowAsync(person)).Should().BeLessThanOrEqualTo(0, path);
        }

        await person.GoToAsync($"/boards/{board}");
        (await person.Board.Grid.EvaluateAsync<double>("grid => grid.getBoundingClientRect().width")).Should().BeGreaterThanOrEqualTo(40 * 24);
    }

    [Fact]
    public async Task FirstLoad_SendsLessThan150KilobytesOfCompressedScript_UnderTheContentSecurityPolicy()
    {
        await using var person = await site.VisitAsync();
        var scripts = new List<IResponse>();
        person.Page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "script")
            {
                scripts.Add(response);
            }
        };
        var document = await person.Page.GotoAsync("/");
        await person.WaitUntilLoadedAsync();

        var sizes = new List<int>();
        foreach (var script in scripts)
        {
            sizes.Add((await script.Request.SizesAsync()).ResponseBodySize);
            if (sizes[^1] > 2000)
            {
                (await script.HeaderValueAsync("content-encoding")).Should().BeOneOf(["br", "gzip", "zstd"], script.Url);
            }
        }

        // A shared worker's script is not attributed to a page.
        sizes.Add((int)new FileInfo(Directory.GetFiles(Path.Combine(DotsSite.WebRoot, "assets"), "worker-*.js").Single()).Length);
        sizes.Should().HaveCountGreaterThan(2);
        sizes.Sum().Should().BeLessThan(150 * 1024);

        var policy = (await document!.HeaderValueAsync("content-security-policy"))!
            .Split(';', StringSplitOptions.TrimEntries)
            .ToDictionary(directive => directive.Split(' ')[0], directive => directive.Split(' ')[1..]);
        policy["script-src"].Should().Equal("'self'");
        policy["connect-src"].Should().Equal("'self'");
        policy["default-src"].Should().Equal("'none'");
    }

    [Fact]
    public async Task Script_IsBlocked_WhenItIsInjectedIntoThePage()
    {
        await using var person = await site.VisitAsync();
        await person.GoToAsync("/");
        await person.Page.EvaluateAsync(
            "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.wasRun = true' }))");

        await Waiting.UntilAsync(() => person.Problems.Count > 0, "the browser reports it");
        person.Problems.Should().ContainSingle().Which.Should().Contain("Content Security Policy");
        (await person.Page.EvaluateAsync<bool>("'wasRun' in window")).Should().BeFalse();
    }

    /// <summary>Examines the page in both themes, on a phone and on a desktop.</summary>
    private static Task AssertAccessibleInAllLayoutsAsync(Person person) => ExamineAsync(
        person, (Desktop, ColorScheme.Light), (Desktop, ColorScheme.Dark), (Phone, ColorScheme.Light), (Phone, ColorScheme.Dark));

    /// <summary>Examines the page once in each theme and at each width.</summary>
    private static Task ExamineAsync(Person person) => ExamineAsync(person, (Desktop, ColorScheme.Light), (Phone, ColorScheme.Dark));

    private static async Task ExamineAsync(Person person, params (int Width, ColorScheme Theme)[] looks)
    {
        var found = new List<string>();
        foreach (var (width, theme) in looks)
        {
            await person.Page.SetViewportSizeAsync(width, 800);
            await person.Page.EmulateMediaAsync(new() { ColorScheme = theme });
            found.AddRange((await Axe.ExamineAsync(person.Page)).Select(violation => $"{width} px, {theme}: {violation}"));
            if (await HorizontalOverflowAsync(person) is > 0 and var overhang)
            {
                found.Add($"{width} px: scrolls sideways by {overhang} px");
            }
        }

        found.Should().BeEmpty();
    }

    private static Task<int> HorizontalOverflowAsync(Person person) =>
        person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
