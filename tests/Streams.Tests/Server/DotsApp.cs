using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Events;
using Dots.Web.Hosting;
using Dots.Web.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Streams.Tests.Server;

/// <summary>The whole server in this process, on a random port of the loopback, with a database of its own.</summary>
internal sealed class DotsApp : IAsyncDisposable
{
    private readonly TestDatabase? _ownDatabase;
    private readonly WebApplication _app;

    private DotsApp(WebApplication app, TestDatabase? ownDatabase)
    {
        _app = app;
        _ownDatabase = ownDatabase;
        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Addresses = [.. addresses.Select(address => new Uri(address))];
        Http = new HttpClient { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public IReadOnlyList<Uri> Addresses { get; }

    public Uri Address => Addresses[0];

    public HttpClient Http { get; }

    /// <summary>The folder of uploaded files.</summary>
    public string Files => _app.Services.GetRequiredService<DotsSettings>().FilesFolder;

    public EventLog EventLog => _app.Services.GetRequiredService<EventLog>();

    public LiveStreams LiveStreams => _app.Services.GetRequiredService<LiveStreams>();

    public long Ended(StreamEnd end) => _app.Services.GetRequiredService<IStreamStats>().Read().Ended[end];

    /// <param name="settings">Such as <c>Streams:MaxOpen=3</c>.</param>
    public static Task<DotsApp> StartAsync(params string[] settings) => StartWithAsync(_ => { }, settings);

    /// <summary>With services of the test in the place of the server's own.</summary>
    public static Task<DotsApp> StartWithAsync(Action<IServiceCollection> replace, params string[] settings)
    {
        var database = TestDatabase.CreateForServer();
        return StartAsync(database, database, settings, replace);
    }

    /// <inheritdoc cref="StartOnAsync(TestDatabase, string[])"/>
    public static Task<DotsApp> StartOnAsync(TestDatabase database, Action<IServiceCollection> replace, params string[] settings) =>
        StartAsync(database, null, settings, replace);

    /// <summary>On a database that outlives the app.</summary>
    public static Task<DotsApp> StartOnAsync(TestDatabase database, params string[] settings) => StartAsync(database, null, settings, _ => { });

    private static async Task<DotsApp> StartAsync(
        TestDatabase database, TestDatabase? ownDatabase, string[] settings, Action<IServiceCollection> replace)
    {
        string[] arguments =
        [
            // Otherwise it would look for its controllers in the tests.
            "--applicationName", "Dots.Web",
            "--contentRoot", database.Folder,
            "--urls", "http://127.0.0.1:0",
            "--Boards:Starters", "false",
            "--RateLimits:Enabled", "false",
            "--Logging:LogLevel:Default", "Error",
            .. database.Settings.Concat(settings).Select(setting => $"--{setting}"),
        ];
        var app = DotsServer.Build(arguments, replace);
        await app.PrepareAsync();
        await app.StartAsync();
        return new DotsApp(app, ownDatabase);
    }

    /// <summary>Commits an event as a command does, and returns its id.</summary>
    public Task<long> AppendAsync(string type, string json, string channel = Channels.Notifications) =>
        AppendAsync([(channel, type, json)]);

    /// <summary>Commits events in one transaction, and returns the last one's id.</summary>
    public async Task<long> AppendAsync(params (string Channel, string Type, string Json)[] events)
    {
        await using var scope = _app.Services.CreateAsyncScope();
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
        return scope.ServiceProvider.GetRequiredService<EventBroadcaster>().LastId;
    }

    /// <summary>What a stream of these channels must have shown from the beginning of what is kept.</summary>
    public async Task<List<long>> LoggedIdsAsync(params string[] channels)
    {
        var events = await EventLog.ReadAsync(
            channels.Length > 0 ? channels : [Channels.Notifications], 0, int.MaxValue, CancellationToken.None);
        return [.. events.Select(e => e.Id)];
    }

    /// <summary>Opens an account.</summary>
    /// <returns>A client that is signed in, and the private channel of its user.</returns>
    public async Task<(HttpClient Http, string Channel)> SignInAsync(string username)
    {
        var credentials = new { username, password = "correct horse battery staple" };
        var registered = await Http.PostAsJsonAsync("/api/auth/register", credentials);
        var user = await registered.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var login = await Http.PostAsJsonAsync("/api/auth/login", credentials);
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var http = new HttpClient { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("access_token").GetString());
        return (http, Channels.OfUser(user.GetProperty("id").GetInt64()));
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownDatabase?.Dispose();
    }
}
