using System.Text;
using System.Text.Json;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Files;
using Dots.Web.Hosting;
using Dots.Web.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Testing.Servers;

/// <summary>The whole server in this process, on a free port of the loopback interface, with a database of its own unless it is given one.</summary>
public sealed class DotsApp : IAsyncDisposable
{
    private static readonly PageLimit All = new(int.MaxValue, int.MaxValue);

    private static int _names;

    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly WebApplication _app;
    private readonly List<IDisposable> _clients = [];

    private DotsApp(WebApplication app, TestDatabase database, bool ownsDatabase)
    {
        _app = app;
        _database = database;
        _ownsDatabase = ownsDatabase;
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Addresses = [.. addresses.Select(address => new Uri(address))];
        Http = NewHttpClient();
        Visitor = NewCaller("");
        _clients.Add(Visitor);
    }

    public IReadOnlyList<Uri> Addresses { get; }

    public Uri Address => Addresses[0];

    /// <summary>An anonymous client, without a time limit because it may read streams.</summary>
    public HttpClient Http { get; }

    /// <summary>An anonymous caller.</summary>
    public ApiClient Visitor { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>The content root, which also holds the database file of SQLite.</summary>
    public string Folder => _database.Folder;

    /// <summary>The folder of uploaded files.</summary>
    public string FilesFolder => Services.GetRequiredService<IOptions<FileStoreOptions>>().Value.Folder;

    public LiveStreams LiveStreams => Services.GetRequiredService<LiveStreams>();

    internal EventLog EventLog => Services.GetRequiredService<EventLog>();

    /// <param name="settings">Such as <c>Streams:MaxOpen=3</c>.</param>
    public static Task<DotsApp> StartAsync(params string[] settings) => StartWithAsync(_ => { }, settings);

    /// <summary>Replaces services of the server by the test's own.</summary>
    public static Task<DotsApp> StartWithAsync(Action<IServiceCollection> replace, params string[] settings) =>
        StartAsync(TestDatabase.CreateForServer(), ownsDatabase: true, replace, settings);

    /// <inheritdoc cref="StartOnAsync(TestDatabase, string[])"/>
    public static Task<DotsApp> StartOnAsync(TestDatabase database, Action<IServiceCollection> replace, params string[] settings) =>
        StartAsync(database, ownsDatabase: false, replace, settings);

    /// <summary>On a database that outlives the server and may be shared by several servers.</summary>
    public static Task<DotsApp> StartOnAsync(TestDatabase database, params string[] settings) => StartOnAsync(database, _ => { }, settings);

    /// <summary>A username that no other test of this process uses.</summary>
    public static string NewName(string prefix = "user") => $"{prefix}{Interlocked.Increment(ref _names)}";

    /// <summary>The number of streams that have ended this way.</summary>
    public long Ended(StreamEnd end) => Services.GetRequiredService<IStreamStats>().Read().Ended[end];

    /// <summary>Commits an event as a command does, and returns its id.</summary>
    public Task<long> AppendAsync(string type, string json, string channel = Channels.Notifications) =>
        AppendAsync([(channel, type, json)]);

    /// <summary>Commits events in one transaction, and returns the last one's id.</summary>
    public async Task<long> AppendAsync(params (string Channel, string Type, string Json)[] events)
    {
        await using var scope = Services.CreateAsyncScope();
        var broadcaster = scope.ServiceProvider.GetRequiredService<IEventBroadcaster>();
        await scope.ServiceProvider.GetRequiredService<IWriteTransaction>().RunAsync(
            async () =>
            {
                foreach (var (channel, type, json) in events)
                {
                    await broadcaster.BroadcastAsync(channel, type, Encoding.UTF8.GetBytes(json), CancellationToken.None);
                }

                return events.Length;
            },
            CancellationToken.None);
        return scope.ServiceProvider.GetRequiredService<PendingEvents>().LastId;
    }

    /// <summary>The ids of all retained events on these channels: what a stream that starts at the beginning must deliver.</summary>
    public async Task<List<long>> LoggedIdsAsync(params string[] channels)
    {
        var log = await EventLog.ReadAsync(
            channels.Length > 0 ? channels : [Channels.Notifications], 0, All, CancellationToken.None);
        return [.. log.Events.Select(e => e.Id)];
    }

    /// <summary>The messages on a channel so far.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <param name="ids">The kinds of message; empty for all.</param>
    public async Task<List<JsonElement>> MessagesAsync(string channel, params int[] ids)
    {
        var log = await EventLog.ReadAsync([channel], 0, All, CancellationToken.None);
        var messages = log.Events.Select(e => JsonElement.Parse(e.Payload.Span)).ToList();
        return ids.Length == 0 ? messages : [.. messages.Where(message => ids.Contains(message.GetProperty("id").GetInt32()))];
    }

    public Task<List<JsonElement>> MessagesAsync(Guid activityId, params int[] ids) => MessagesAsync(Channels.OfActivity(activityId), ids);

    public Task<TestAccount> RegisterAsync(string username) => TestAccount.RegisterAsync(Http, username);

    /// <summary>Registers a user and returns a client that is signed in as that user.</summary>
    public async Task<HttpClient> SignInAsync(string username, string? connectionId = null) =>
        SignInAs(await RegisterAsync(username), connectionId);

    /// <summary>Creates an account that the API does not register, and returns a client that is signed in as that user.</summary>
    public async Task<HttpClient> SignInAsAdministratorAsync(string username)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<IAccounts>();
        var user = await accounts.RegisterAsync(username, TestAccount.Password, null, CancellationToken.None);
        return SignInAs(await TestAccount.SignInAsync(Http, user.Id, username));
    }

    /// <summary>A client that is signed in as this user.</summary>
    public HttpClient SignInAs(TestAccount account, string? connectionId = null)
    {
        var http = NewHttpClient();
        account.Authorize(http);
        if (connectionId is not null)
        {
            http.DefaultRequestHeaders.Add("X-Connection-Id", connectionId);
        }

        return http;
    }

    /// <summary>Registers a new user under a new name and signs in with tokens.</summary>
    public async Task<ApiClient> SignUpAsync()
    {
        var caller = NewCaller(NewName());
        await caller.RegisterAsync();
        await caller.SignInAsync();
        return caller;
    }

    public ApiClient NewCaller(string name) => new(Address, name);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsDatabase)
        {
            _database.Dispose();
        }
    }

    private static async Task<DotsApp> StartAsync(
        TestDatabase database, bool ownsDatabase, Action<IServiceCollection> replace, string[] settings)
    {
        // In place of the built client app.
        var webRoot = System.IO.Directory.CreateDirectory(System.IO.Path.Combine(database.Folder, "wwwroot")).FullName;
        await System.IO.File.WriteAllTextAsync(System.IO.Path.Combine(webRoot, "index.html"), "<title>Dots</title>");

        string[] arguments =
        [
            // Otherwise controllers would be looked for in the entry assembly, which is the tests'.
            "--applicationName", "Dots.Web",
            "--contentRoot", database.Folder,
            "--urls", "http://127.0.0.1:0",
            .. ServerSettings.Of(database, settings),
        ];
        var app = DotsServer.Build(arguments, services =>
        {
            // Passwords are hashed slowly on purpose, and every test has users.
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            replace(services);
        });
        await app.PrepareAsync();
        await app.StartAsync();
        return new DotsApp(app, database, ownsDatabase);
    }

    private HttpClient NewHttpClient()
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }
}
