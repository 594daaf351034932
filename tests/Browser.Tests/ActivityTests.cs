using System.Net.WebSockets;
using System.Text;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Browsers and API clients on one activity.</summary>
public sealed class ActivityTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Document_IsTheSameForAll_WhenTwoBrowsersAndAProgramEditIt()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Together"));
        await using var ada = await OpenActivityAsync(activity, "ada");
        await using var ben = await OpenActivityAsync(activity, "ben");
        using var program = await author.OpenSocketAsync(activity);

        await ada.Activity.EditAsync("description", "By Ada");
        await Expect(ben.Activity.Member("description")).ToContainTextAsync("By Ada");
        await Expect(ben.Activity.Member("description")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("tree-changed"));
        await SendAsync(program, """{"id": 102, "updated_fields": {"steps": [{"id": "d00f6246-08b5-4cc2-8db0-0c2344589691", "position": {"y": 1.50}}]}}""");
        await ben.Activity.EditAsync("length", "3.0");
        await author.ChangeActivityAsync(activity, new { removed_fields = new { steps = new[] { "e11f6246-08b5-4cc2-8db0-0c2344589692" } }, tags = new[] { "one", "two", "three" } });
        await AddMemberAsync(ada, "note", "Added by Ada");

        await ExpectStoredDocumentAsync(author, activity, ada);
        await ExpectStoredDocumentAsync(author, activity, ben);
        (await author.GetAsync($"/api/activities/{activity}")).GetProperty("note").GetString().Should().Be("Added by Ada");
        (await author.GetAsync($"/api/activities/{activity}")).GetProperty("length").GetRawText().Should().Be("3.0");
    }

    [Fact]
    public async Task Tree_ShowsTheStoredDocument_WhenTheBrowserWasOfflineWhileOthersEdited()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Interrupted"));
        await using var ada = await OpenActivityAsync(activity, "ada-online");
        await using var ben = await OpenActivityAsync(activity, "ben-offline");
        await ben.Context.SetOfflineAsync(true);
        await Expect(ben.Activity.Connection).ToContainTextAsync("No network");

        await ada.Activity.EditAsync("description", "While Ben was away");
        for (var nth = 0; nth < 40; nth++)
        {
            await author.ChangeActivityAsync(activity, new { counter = nth, steps = new[] { new { id = $"new-{nth}", name = $"Step {nth}" } } });
        }

        await author.ChangeActivityAsync(activity, new { removed_fields = new { steps = new[] { "new-3", "new-7" }, thumbnail = true } });
        (await ben.Activity.RowsAsync()).Should().NotContain(row => row.Contains("counter", StringComparison.Ordinal));
        await ben.Context.SetOfflineAsync(false);

        await ExpectStoredDocumentAsync(author, activity, ben);
        await ExpectStoredDocumentAsync(author, activity, ada);
    }

    [Fact]
    public async Task Tree_ShowsTheStoredDocument_WhenTheServerIsKilledAndRestarted()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Killed"));
        await using var ada = await OpenActivityAsync(activity, "ada-killed");
        await author.ChangeActivityAsync(activity, new { description = "Right before" });
        await site.KillAsync();
        await Expect(ada.Activity.Connection).ToContainTextAsync("Reconnecting");

        // The browser must not reconnect before the change.
        await ada.Context.SetOfflineAsync(true);
        await site.StartAgainAsync();
        await author.ChangeActivityAsync(activity, new { description = "Right after", steps = Array.Empty<object>() });
        await ada.Context.SetOfflineAsync(false);

        await ExpectStoredDocumentAsync(author, activity, ada);
        await Expect(ada.Activity.Connection).ToHaveTextAsync("Live");
    }

    [Fact]
    public async Task Tree_AppliesEveryChange_WhenTheDocumentIsReplacedAtRandom()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var chance = new Random(20);
        var activity = await author.CreateActivityAsync(ActivityDocuments.Random(chance));
        await using var ada = await OpenActivityAsync(activity, "ada-dizzy");

        // The server computes the difference between two documents, and the page receives nothing else.
        await ada.Page.RouteAsync($"**/api/activities/{activity}", route => route.AbortAsync());
        for (var nth = 1; nth <= 60; nth++)
        {
            await author.ReplaceActivityAsync(activity, ActivityDocuments.Random(chance));
            if (nth % 15 == 0)
            {
                // The order of members is not guaranteed.
                await ExpectStoredDocumentAsync(author, activity, ada, rows => rows.Order(StringComparer.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Edit_KeepsBothVersions_WhenAnotherUserWritesTheSameValue()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Contested"));
        await using var ada = await OpenActivityAsync(activity, "ada-first");
        await BeginAsync(ada, "description");
        await ada.Page.GetByLabel("Value").FillAsync("Ada's");

        // Changes elsewhere in the document do not conflict.
        await author.ChangeActivityAsync(activity, new { length = 7 });
        await Expect(ada.Activity.Member("length")).ToContainTextAsync("7");
        await Expect(ada.Page.GetByLabel("Value")).ToHaveValueAsync("Ada's");

        await author.ChangeActivityAsync(activity, new { description = "The author's" });
        var conflict = ada.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Someone else has changed this in the meantime." });
        await Expect(conflict).ToContainTextAsync("The author's");
        await Expect(ada.Page.GetByLabel("Value")).ToHaveValueAsync("Ada's");
        await ada.Page.GetByLabel("Value").PressAsync("Enter");
        (await author.GetAsync($"/api/activities/{activity}")).GetProperty("description").GetString().Should().Be("The author's");

        await conflict.GetByRole(AriaRole.Button, new() { Name = "Overwrite with mine" }).ClickAsync();
        await Expect(ada.Activity.Member("description")).ToContainTextAsync("Ada's");
        (await author.GetAsync($"/api/activities/{activity}")).GetProperty("description").GetString().Should().Be("Ada's");
    }

    [Fact]
    public async Task Edit_KeepsTheInput_WhenAnotherUserRemovesTheField()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Pulled away"));
        await using var ada = await OpenActivityAsync(activity, "ada-bereft");
        await BeginAsync(ada, "description");
        await ada.Page.GetByLabel("Value").FillAsync("Half a page of work");
        await author.ChangeActivityAsync(activity, new { removed_fields = new[] { "description" } });

        await Expect(ada.Page.GetByText("Someone else has removed this in the meantime.")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByLabel("Value")).ToHaveValueAsync("Half a page of work");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Restore with mine" }).ClickAsync();
        await Expect(ada.Activity.Member("description")).ToContainTextAsync("Half a page of work");
        await ExpectStoredDocumentAsync(author, activity, ada);
    }

    [Fact]
    public async Task Tree_IsEdited_WhenOnlyKeysArePressed()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("By keys"));
        await using var ada = await OpenActivityAsync(activity, "ada-typist");
        var keys = ada.Page.Keyboard;
        await ada.TabToAsync(ada.Activity.Tree.Locator("[role=treeitem]").First);
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await Expect(ada.Page.GetByLabel("Value")).ToBeFocusedAsync();
        await keys.TypeAsync("By keys alone");
        await keys.PressAsync("Enter");
        await Expect(ada.Activity.Member("name")).ToBeFocusedAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "By keys alone" })).ToBeVisibleAsync();

        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("F2");
        await Expect(ada.Page.GetByLabel("Name", new() { Exact = true })).ToBeFocusedAsync();
        await keys.TypeAsync("summary");
        await keys.PressAsync("Enter");
        await Expect(ada.Activity.Member("summary")).ToBeFocusedAsync();
        await keys.PressAsync("Delete");
        await Expect(ada.Activity.Member("summary")).ToHaveCountAsync(0);
        await ExpectStoredDocumentAsync(author, activity, ada);
    }

    [Fact]
    public async Task People_AreUpdatedLive_WhenOthersJoinLeaveAndSetTheirStatus()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Company"));
        await using var ada = await OpenActivityAsync(activity, "ada-present");
        await Expect(ada.Activity.People).ToContainTextAsync("1 person");
        await using (var ben = await OpenActivityAsync(activity, "ben-guest"))
        {
            await Expect(ada.Activity.People).ToContainTextAsync("ben-guest");
            await ben.Page.GetByLabel("Your status").SelectOptionAsync("Busy");
            await Expect(ada.Activity.People.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "ben-guest" })).ToContainTextAsync("Busy");
        }

        await Expect(ada.Activity.People).Not.ToContainTextAsync("ben-guest");
    }

    [Fact]
    public async Task File_IsUpdatedInTheOtherBrowser_WhenItIsUploadedAndDeleted()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("With files"));
        await using var ada = await OpenActivityAsync(activity, "ada-uploader");
        await using var ben = await OpenActivityAsync(activity, "ben-downloader");
        var bytes = Encoding.UTF8.GetBytes("What is in the file");
        await ada.Activity.Files.GetByLabel("Upload files").SetInputFilesAsync(new FilePayload { Name = "mapa świata.txt", MimeType = "text/plain", Buffer = bytes });

        var link = ben.Activity.Files.GetByRole(AriaRole.Link, new() { Name = "Download mapa świata.txt" });
        await Expect(link).ToBeVisibleAsync();
        var download = await ben.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        (await System.IO.File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Should().Equal(bytes);
        download.SuggestedFilename.Should().Be("mapa świata.txt");
        await Expect(ada.Activity.Files.GetByText("ben-downloader downloaded mapa świata.txt.")).ToBeVisibleAsync();
        await Expect(ada.Activity.Files.GetByRole(AriaRole.Status).Locator("bdi")).ToHaveTextAsync(["ben-downloader", "mapa świata.txt"]);

        await ada.Activity.Files.GetByRole(AriaRole.Button, new() { Name = "Delete mapa świata.txt" }).ClickAsync();
        var question = ada.Page.GetByRole(AriaRole.Dialog, new() { Name = "Delete “mapa świata.txt”?" });
        await Expect(question.Locator("h2 bdi")).ToHaveTextAsync("mapa świata.txt");
        await question.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(link).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task File_IsUploaded_WhenItIsDropped()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Dropped"));
        await using var ada = await OpenActivityAsync(activity, "ada-dropper");
        var data = await ada.Page.EvaluateHandleAsync(
            "() => { const data = new DataTransfer(); data.items.add(new File(['dropped'], 'dropped.txt')); return data; }");
        await ada.Activity.Files.DispatchEventAsync("drop", new { dataTransfer = data });

        await Expect(ada.Activity.Files.GetByRole(AriaRole.Link, new() { Name = "Download dropped.txt" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Activity_IsClosedToNonMembers_WhenItsOwnerMakesItPrivate()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Soon private"));
        await using var friend = await OpenActivityAsync(activity, "friend");
        await using var stranger = await site.VisitAsync();
        await stranger.GoToAsync($"/activities/{activity}");
        await Expect(stranger.Page.GetByText("You are viewing in read-only mode.")).ToBeVisibleAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" })).ToHaveCountAsync(0);
        await author.RestrictAsync(activity, "friend");

        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "This activity is private" })).ToBeVisibleAsync();
        await author.ChangeActivityAsync(activity, new { description = "Among friends" });
        await Expect(friend.Activity.Member("description")).ToContainTextAsync("Among friends");
    }

    [Fact]
    public async Task Activity_AppearsAndStaysReadable_WhenItIsCreatedAndThenDeleted()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var id = Guid.NewGuid();
        await using var ada = await site.VisitAsAsync("ada-early");
        await ada.GoToAsync($"/activities/{id}");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Activity not found" })).ToBeVisibleAsync();
        await author.CreateActivityAsync(new { id, name = "Here it is", description = "At last" });
        await Expect(ada.Activity.Member("description")).ToContainTextAsync("At last");

        await author.DeleteActivityAsync(id);
        await Expect(ada.Page.GetByText($"{author.Username} deleted this activity.")).ToBeVisibleAsync();
        await Expect(ada.Activity.Member("description")).ToContainTextAsync("At last");
        await Expect(ada.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task LongDocument_ShowsABoundedNumberOfRows_UntilMoreAreRequested()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Long("Long", 250));
        await using var ada = await OpenActivityAsync(activity, "ada-patient");
        await ada.Activity.Member("steps").Locator(".tree-line").ClickAsync();
        var steps = ada.Activity.Tree.Locator("[aria-level='3'][aria-expanded]");
        await Expect(steps).ToHaveCountAsync(100);
        await ada.Page.GetByText("Show 100 more of 250").ClickAsync();
        await Expect(steps).ToHaveCountAsync(200);
        await ada.Activity.ExpandAllAsync();
        (await ada.Activity.RowsAsync()).Length.Should().BeLessThan(2000);

        await author.ChangeActivityAsync(activity, new { steps = new[] { new { id = "00000002-0000-4000-8000-000000000000", name = "Renamed" } } });
        await Expect(ada.Activity.Tree.GetByText("Renamed").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Messages_CanBeFilteredPausedAndOpened_WhenTheyArrive()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Watched"));
        await using var ada = await OpenActivityAsync(activity, "ada-watcher");
        var messages = ada.Activity.Messages.GetByRole(AriaRole.List).GetByRole(AriaRole.Listitem);
        await author.ChangeActivityAsync(activity, new { description = "First" });
        await Expect(messages.Filter(new() { HasText = "activity_updated" })).ToHaveCountAsync(1);
        await messages.Filter(new() { HasText = "activity_updated" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(ada.Activity.Messages.GetByText("\"updated_fields\": {")).ToBeVisibleAsync();

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await author.ChangeActivityAsync(activity, new { description = "Second" });
        await Expect(ada.Page.GetByRole(AriaRole.Button, new() { Name = "Resume 1 new" })).ToBeVisibleAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Resume 1 new" }).ClickAsync();
        await Expect(messages.Filter(new() { HasText = "activity_updated" })).ToHaveCountAsync(2);
        await ada.Activity.Messages.GetByRole(AriaRole.Checkbox, new() { Name = "102" }).SetCheckedAsync(false, new() { Force = true });
        await Expect(messages.Filter(new() { HasText = "activity_updated" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Configuration_IsUpdatedLiveAndEditable_WhenItIsOpened()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Configured"));
        await using var ada = await OpenActivityAsync(activity, "ada-configurer");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Configuration" }).ClickAsync();
        await Expect(ada.Page.GetByText("Nothing is configured yet.")).ToBeVisibleAsync();
        await author.ConfigureActivityAsync(activity, new { theme = "dark", limit = 8 });

        var tree = ada.Page.GetByRole(AriaRole.Tree, new() { Name = "Configuration" });
        await tree.GetByText("dark").ClickAsync();
        await tree.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await ada.Page.GetByLabel("Value").FillAsync("light");
        await ada.Page.Keyboard.PressAsync("Enter");
        await Expect(tree.GetByText("light")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByLabel("Value")).ToHaveCountAsync(0);
        var stored = await author.GetAsync($"/api/activities/{activity}/config");
        stored.GetProperty("theme").GetString().Should().Be("light");
        stored.GetProperty("limit").GetInt32().Should().Be(8);
    }

    [Fact]
    public async Task List_IsUpdatedLiveAndCreatesActivities_WhenEmptyAndFromFiles()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        await using var ada = await site.VisitAsAsync("ada-lister");
        await ada.GoToAsync("/activities");
        await Expect(ada.Page.GetByText("Loading…")).ToHaveCountAsync(0);
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Made elsewhere"));
        var row = ada.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Made elsewhere" });
        await Expect(row).ToContainTextAsync("Revision 1");
        await author.ChangeActivityAsync(activity, new { description = "Changed" });
        await Expect(row).ToContainTextAsync("Revision 2");
        await author.DeleteActivityAsync(activity);
        await Expect(row).ToHaveCountAsync(0);

        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "New activity" }).ClickAsync();
        await ada.Page.GetByLabel("A sample lesson").CheckAsync();
        await ada.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Of a sample");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Of a sample" })).ToBeVisibleAsync();
        await Expect(ada.Activity.Member("steps")).ToContainTextAsync("3 items");

        await ada.GoToAsync("/activities");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "New activity" }).ClickAsync();
        await ada.Page.GetByLabel("A JSON file").CheckAsync();
        var json = Encoding.UTF8.GetBytes("""{"name": "Of a file", "10": 1.0, "2": 12345678901234567890}""");
        await ada.Page.GetByLabel("Choose a file").SetInputFilesAsync(new FilePayload { Name = "lesson.json", MimeType = "application/json", Buffer = json });
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Of a file" })).ToBeVisibleAsync();
        (await ada.Activity.RowsAsync()).Should().ContainInOrder("name: Of a file", "10: 1.0", "2: 12345678901234567890");

        await ada.GoToAsync("/activities?name=of a file");
        await ada.Page.GetByRole(AriaRole.Button, new() { Name = "Delete Of a file" }).ClickAsync();
        await ada.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(ada.Page.GetByText("No activities match")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Socket_DeliversMessages_WhenAPageUsesThePlainBrowserApi()
    {
        using var author = await site.RegisterAsync(site.UniqueName("author"));
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("In three lines"));
        await using var visitor = await site.VisitAsync();
        await visitor.GoToAsync("/");
        var address = new UriBuilder(site.Address) { Scheme = "ws", Path = $"/ws/activities/{activity}/" }.Uri;
        var heard = visitor.Page.WaitForConsoleMessageAsync(new() { Predicate = message => message.Text.StartsWith("Activity", StringComparison.Ordinal) });
        await visitor.Page.EvaluateAsync(
            """
            (address) => new Promise((resolve) => {
              const socket = new WebSocket(address);
              socket.onopen = resolve;
              socket.onmessage = function (event) {
                const data = JSON.parse(event.data);
                console.log(`Activity ${data.activity_id} ${data.action}:`, data.data);
              };
            })
            """,
            address.ToString());
        await author.ChangeActivityAsync(activity, new { description = "Told" });

        var message = await heard;
        message.Text.Should().StartWith($"Activity {activity} updated:");
        (await message.Args[1].EvaluateAsync<string>("data => data.description")).Should().Be("Told");
    }

    private async Task<Person> OpenActivityAsync(Guid activity, string username)
    {
        var person = await site.VisitAsAsync(username);
        await person.GoToAsync($"/activities/{activity}");
        await Expect(person.Activity.Connection).ToHaveTextAsync("Live");
        return person;
    }

    private static async Task BeginAsync(Person person, string member)
    {
        await person.Activity.Member(member).FocusAsync();
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Page.GetByLabel("Value")).ToBeFocusedAsync();
    }

    private static async Task AddMemberAsync(Person person, string name, string value)
    {
        await person.Activity.Tree.Locator("[role=treeitem]").First.FocusAsync();
        await person.Page.Keyboard.PressAsync("Insert");
        await person.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await person.Page.GetByLabel("Value").FillAsync(value);
        await person.Page.Keyboard.PressAsync("Enter");
        await Expect(person.Activity.Member(name)).ToBeFocusedAsync();
    }

    /// <summary>Expects the tree to show the stored document and nothing else.</summary>
    private static async Task ExpectStoredDocumentAsync(
        Author author, Guid activity, Person person, Func<IEnumerable<string>, IEnumerable<string>>? inOrder = null)
    {
        inOrder ??= rows => rows;
        var stored = inOrder(ActivityOnPage.RowsOf(await author.GetAsync($"/api/activities/{activity}"))).ToArray();
        await person.Activity.ExpandAllAsync();
        await Waiting.UntilAsync(
            async () => inOrder(await person.Activity.RowsAsync()).SequenceEqual(stored), "the tree shows what is stored");
    }

    private static Task SendAsync(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
