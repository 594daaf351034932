using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dots.Application.Events;
using Dots.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Activities.Tests.Web;

/// <summary>The whole server in this process, on a random port of the loopback, with a database of its own and a few users.</summary>
internal sealed class Site : IAsyncDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly Uri _address;
    private readonly List<HttpClient> _clients = [];

    private Site(WebApplication app, TestDatabase database)
    {
        _app = app;
        _database = database;
        _address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Anonymous = NewClient();
    }

    public HttpClient Anonymous { get; }

    public IServiceProvider Services => _app.Services;

    public string Folder => _database.Folder;

    /// <param name="settings">Such as <c>Activities:RequireIfMatch=true</c>.</param>
    public static async Task<Site> StartAsync(params string[] settings)
    {
        var database = TestDatabase.CreateForServer();
        var app = DotsServer.Build(
        [
            // Otherwise it would look for its controllers in the tests.
            "--applicationName", "Dots.Web",
            "--contentRoot", database.Folder,
            "--urls", "http://127.0.0.1:0",
            "--RateLimits:Enabled", "false",
            "--Logging:LogLevel:Default", "Error",
            .. database.Settings.Concat(settings).Select(setting => $"--{setting}"),
        ]);
        await app.PrepareAsync();
        await app.StartAsync();
        return new Site(app, database);
    }

    /// <summary>A client that is signed in under a new account.</summary>
    public async Task<HttpClient> SignInAsync(string username, string? connectionId = null)
    {
        var credentials = new { username, password = "correct horse battery staple" };
        (await Anonymous.PostAsJsonAsync("/api/auth/register", credentials)).EnsureSuccessStatusCode();
        var login = await Anonymous.PostAsJsonAsync("/api/auth/login", credentials);
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var http = NewClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("access_token").GetString());
        if (connectionId is not null)
        {
            http.DefaultRequestHeaders.Add("X-Connection-Id", connectionId);
        }

        return http;
    }

    /// <summary>The messages of a channel so far.</summary>
    public async Task<List<JsonElement>> MessagesAsync(string channel, params int[] ids)
    {
        var events = await _app.Services.GetRequiredService<IEventLog>().ReadAsync([channel], 0, int.MaxValue, CancellationToken.None);
        var messages = events.Select(e => JsonElement.Parse(e.Payload.Span)).ToList();
        return ids.Length == 0 ? messages : [.. messages.Where(message => ids.Contains(message.GetProperty("id").GetInt32()))];
    }

    public Task<List<JsonElement>> MessagesAsync(Guid activityId, params int[] ids) => MessagesAsync(Channels.OfActivity(activityId), ids);

    /// <summary>Returns what a look gives as soon as it is what is waited for, and fails when it does not come.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Timeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var seen = await look();
            if (isIt(seen))
            {
                return seen;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
        _database.Dispose();
    }

    private HttpClient NewClient()
    {
        var client = new HttpClient { BaseAddress = _address };
        _clients.Add(client);
        return client;
    }
}

internal static class Requests
{
    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient http, string method, string address, string body, string? ifMatch = null, string type = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return http.SendAsync(request);
    }

    /// <summary>Puts up an activity under a new id.</summary>
    public static async Task<Guid> CreateActivityAsync(this HttpClient http, string members = "")
    {
        var id = Guid.NewGuid();
        var answer = await http.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id}}"{{(members.Length > 0 ? "," + members : "")}}}""");
        answer.EnsureSuccessStatusCode();
        return id;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync());

    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
