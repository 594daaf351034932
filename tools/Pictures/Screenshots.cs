using System.IO;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Pictures;

/// <summary>Makes the README's screenshots on a site with users, boards and paths.</summary>
internal sealed class Screenshots(IBrowser browser, Uri site, string folder)
{
    private static readonly string[] Usernames = ["ania", "tomek", "ewa", "autorX"];

    private readonly Dictionary<string, long> _boards = [];
    private Author[] _authors = [];

    public async Task CaptureAllAsync()
    {
        _authors = await Task.WhenAll(Usernames.Select(username => Author.RegisterAsync(site, username)));
        foreach (var (sketch, nth) in Boards.All.Select((sketch, nth) => (sketch, nth)))
        {
            _boards[sketch.Name] = await _authors[nth % _authors.Length].CreateAsync(sketch);
        }

        // Two thirds of the users play each board, and most of them solve it.
        foreach (var (sketch, nth) in Boards.All.Select((sketch, nth) => (sketch, nth)))
        {
            foreach (var (author, player) in _authors.Select((author, player) => (author, player)).Where(pair => (pair.player + nth) % 3 > 0))
            {
                await author.DrawAsync(_boards[sketch.Name], sketch, sketch.Letters.Skip((nth + player) % 4 == 0 ? 1 : 0));
            }
        }

        await PlayAsync("play.png", Desktop(ColorScheme.Light));
        await PlayAsync("phone.png", Phone(ColorScheme.Dark));
        await GalleryAsync();
        await EditorAsync();
        await ActivityAsync();
        await DashboardAsync();
    }

    /// <summary>A partially solved board, with the notification of another user's path.</summary>
    private async Task PlayAsync(string file, BrowserNewContextOptions options)
    {
        await using var person = await SignInAsync("ola", options);
        await person.GoToAsync($"/boards/{_boards[Boards.Lights.Name]}");
        foreach (var letter in "AHIG".Where(_ => file == "play.png"))
        {
            await person.Board.DragAsync(Boards.Lights.Line(letter));
        }

        await Expect(person.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
        await person.Board.DragWithoutReleasingAsync([.. Boards.Lights.Line('F').Take(7)]);
        using var other = await Author.RegisterAsync(site, file == "play.png" ? "zosia" : "jacek");
        await other.DrawAsync(_boards[Boards.Rivers.Name], Boards.Rivers, "AB");
        await Expect(person.Page.Locator(".toast")).ToBeVisibleAsync();
        await CaptureAsync(person, file);
        await person.Page.Mouse.UpAsync();
        await Expect(person.Page.Locator(".play-keeping-saved")).ToBeVisibleAsync();
    }

    private async Task GalleryAsync()
    {
        await using var person = await SignInAsync("ola", Desktop(ColorScheme.Light));
        await person.GoToAsync("/");
        await Expect(person.Page.Locator(".board-card[data-board]")).ToHaveCountAsync(Boards.All.Length);
        await CaptureAsync(person, "gallery.png");
    }

    private async Task EditorAsync()
    {
        await using var person = await SignInAsync("ola", Desktop(ColorScheme.Light));
        await person.GoToAsync("/boards/new");
        await person.Page.GetByLabel("Name").FillAsync("Ślimak II");
        foreach (var letter in Boards.Snail.Letters)
        {
            var line = Boards.Snail.Line(letter);
            await person.Board.ClickAsync(line[0].Row, line[0].Col);

            // Leave the last pair incomplete.
            if (letter != Boards.Snail.Letters.Last())
            {
                await person.Board.ClickAsync(line[^1].Row, line[^1].Col);
            }
        }

        await person.Page.Mouse.MoveAsync(0, 0);
        await CaptureAsync(person, "editor.png");
    }

    /// <summary>Two participants of an activity, one of whom has just made a change.</summary>
    private async Task ActivityAsync()
    {
        var activity = await _authors[0].CreateActivityAsync(Lessons.Coffee);
        await using var person = await SignInAsync("ola", Desktop(ColorScheme.Light, height: 960));
        await using var other = await SignInAsync("staszek", Desktop(ColorScheme.Light));
        await person.GoToAsync($"/activities/{activity}");
        await other.GoToAsync($"/activities/{activity}");
        await other.Page.GetByLabel("Your status").SelectOptionAsync("Busy");
        await other.Activity.Files.GetByLabel("Upload files").SetInputFilesAsync(
            new FilePayload { Name = "tray.glb", MimeType = "model/gltf-binary", Buffer = new byte[1_843_200] });
        await Expect(person.Activity.Files).ToContainTextAsync("tray.glb");
        await Expect(person.Activity.People).ToContainTextAsync("Busy");
        await person.Activity.Member("steps").Locator(".tree-line").ClickAsync();
        await person.Page.Mouse.MoveAsync(0, 0);
        await other.Activity.EditAsync("description", "Five minutes on Fridays, before everybody is gone.");
        await Expect(person.Activity.Member("description")).ToContainTextAsync("staszek");
        await CaptureAsync(person, "activity.png");
    }

    private async Task DashboardAsync()
    {
        await using var person = await SignInAsync("ola", Desktop(ColorScheme.Light, height: 1280));
        await person.GoToAsync("/dashboard");

        // Fill nearly two minutes of the chart; the fixed seed makes the picture reproducible.
        var random = new Random(4);
        for (var tick = 0; tick < 200; tick++)
        {
            for (var burst = random.Next(4); burst > 0; burst--)
            {
                var author = _authors[random.Next(_authors.Length)];
                var sketch = Boards.All[random.Next(Boards.All.Length)];
                if (random.Next(6) == 0)
                {
                    _ = await author.CreateAsync(sketch with { Name = $"{sketch.Name} {random.Next(2, 9)}" });
                }
                else
                {
                    await author.DrawAsync(_boards[sketch.Name], sketch, sketch.Letters.Take(random.Next(1, 12)));
                }
            }

            await Task.Delay(500);
        }

        // Notifications would cover the content.
        await Expect(person.Page.Locator(".toast")).ToHaveCountAsync(0);
        await CaptureAsync(person, "dashboard.png");
    }

    private async Task<Person> SignInAsync(string username, BrowserNewContextOptions options)
    {
        var person = await Person.OpenAsync(browser, site, options);

        // Screenshots have no scroll bar, so do not reserve space for one.
        await person.Context.AddInitScriptAsync(
            "addEventListener('DOMContentLoaded', () => { document.documentElement.style.scrollbarGutter = 'auto'; })");
        await person.SignInAsync(username);
        return person;
    }

    private async Task CaptureAsync(Person person, string file)
    {
        // Wait for animations to finish.
        await person.Page.EvaluateAsync("Promise.allSettled(document.getAnimations().map((animation) => animation.finished))");
        await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file) });
        Console.WriteLine($"{file}: {new FileInfo(Path.Combine(folder, file)).Length / 1024} KB");
    }

    private static BrowserNewContextOptions Desktop(ColorScheme scheme, int height = 800) =>
        new() { ColorScheme = scheme, ViewportSize = new() { Width = 1280, Height = height } };

    private static BrowserNewContextOptions Phone(ColorScheme scheme) =>
        new() { ColorScheme = scheme, ViewportSize = new() { Width = 390, Height = 800 }, DeviceScaleFactor = 1.5f };
}
