using Dots.Web.Hosting;
using Microsoft.AspNetCore.Builder;

[assembly: AssemblyFixture(typeof(Dots.Web.Tests.Server.DotsApp))]

namespace Dots.Web.Tests.Server;

/// <summary>The whole server in this process, on a random port of the loopback, with a database of its own.</summary>
/// <remarks>One is shared by all tests, which keep apart by their users' names; a test with settings of its own starts its own.</remarks>
public sealed class DotsApp : IAsyncLifetime
{
    private static int _names;

    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly string[] _settings;
    private WebApplication? _app;

    public DotsApp()
        : this(TestDatabase.CreateForServer(), ownsDatabase: true, [])
    {
    }

    private DotsApp(TestDatabase database, bool ownsDatabase, string[] settings) =>
        (_database, _ownsDatabase, _settings) = (database, ownsDatabase, settings);

    public Uri Address => new(_app!.Urls.Single());

    /// <summary>Somebody who is not signed in.</summary>
    public Caller Visitor { get; private set; } = null!;

    /// <summary>Somebody who is signed in and has nothing, because all that they send is refused.</summary>
    public Caller Hostile { get; private set; } = null!;

    /// <summary>A board of somebody else's, in one row.</summary>
    public long BoardId { get; private set; }

    /// <param name="settings">Such as <c>Streams:MaxOpen=3</c>.</param>
    public static Task<DotsApp> StartAsync(params string[] settings) =>
        StartAsync(new DotsApp(TestDatabase.CreateForServer(), ownsDatabase: true, settings));

    /// <summary>On a database that outlives the server, and may have others.</summary>
    internal static Task<DotsApp> StartOnAsync(TestDatabase database, params string[] settings) =>
        StartAsync(new DotsApp(database, ownsDatabase: false, settings));

    public static string NewName(string prefix = "user") => $"{prefix}{Interlocked.Increment(ref _names)}";

    public async ValueTask InitializeAsync()
    {
        var root = System.IO.Directory.CreateDirectory(System.IO.Path.Combine(_database.Folder, "wwwroot")).FullName;
        await System.IO.File.WriteAllTextAsync(System.IO.Path.Combine(root, "index.html"), "<title>Dots</title>");
        _app = DotsServer.Build(
        [
            "--contentRoot", _database.Folder,

            // Where the controllers are; otherwise they are looked for in the program that was started, which is the tests'.
            "--applicationName", "Dots.Web",
            "--urls", "http://127.0.0.1:0",
            "--RateLimits:Enabled", "false",
            "--Logging:LogLevel:Default", "None",
            .. _database.Settings.Concat(_settings).Select(setting => $"--{setting}"),
        ]);
        await _app.PrepareAsync();
        await _app.StartAsync();
        Visitor = NewCaller("");
        if (_settings.Length == 0)
        {
            Hostile = await SignUpAsync();
            using var author = await SignUpAsync();
            BoardId = await author.CreateBoardAsync();
        }
    }

    /// <summary>Registers a new user and signs in with tokens.</summary>
    public async Task<Caller> SignUpAsync()
    {
        var caller = NewCaller(NewName());
        await caller.RegisterAsync();
        await caller.SignInAsync();
        return caller;
    }

    public Caller NewCaller(string name) => new(Address, name);

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        Hostile?.Dispose();
        await _app!.StopAsync();
        await _app.DisposeAsync();
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }

    private static async Task<DotsApp> StartAsync(DotsApp app)
    {
        await app.InitializeAsync();
        return app;
    }
}
