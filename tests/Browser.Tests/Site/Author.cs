using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace Dots.Browser.Tests.Site;

/// <summary>A user who calls the API directly.</summary>
public sealed class Author : IDisposable
{
    public const string Password = "kropki-i-linie";

    private readonly HttpClient _http;

    private Author(HttpClient http, string username)
    {
        _http = http;
        Username = username;
    }

    public string Username { get; }

    public static async Task<Author> RegisterAsync(Uri site, string username)
    {
        using (var http = new HttpClient { BaseAddress = site })
        {
            (await http.PostAsJsonAsync("/api/auth/register", new { username, password = Password })).EnsureSuccessStatusCode();
        }

        return await SignInAsync(site, username);
    }

    public static async Task<Author> SignInAsync(Uri site, string username)
    {
        var http = new HttpClient { BaseAddress = site };
        var credentials = new { username, password = Password };
        using var login = await http.PostAsJsonAsync("/api/auth/login", credentials);
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("access_token").GetString());
        return new Author(http, username);
    }

    /// <returns>The board's id.</returns>
    public async Task<long> CreateAsync(Sketch sketch)
    {
        using var response = await _http.PostAsJsonAsync("/api/boards", sketch.ToRequest());
        var board = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return board.GetProperty("id").GetInt64();
    }

    public async Task ChangeAsync(long board, Sketch sketch)
    {
        using var response = await _http.PutAsJsonAsync($"/api/boards/{board}", sketch.ToRequest());
        response.EnsureSuccessStatusCode();
    }

    public async Task DeleteAsync(long board)
    {
        using var response = await _http.DeleteAsync($"/api/boards/{board}");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Saves a path with the solution's lines of these letters.</summary>
    public async Task DrawAsync(long board, Sketch sketch, IEnumerable<char> letters)
    {
        using var response = await _http.PutAsJsonAsync($"/api/boards/{board}/path", sketch.ToPathRequest(letters));
        response.EnsureSuccessStatusCode();
    }

    /// <returns>The activity's id.</returns>
    public async Task<Guid> CreateActivityAsync(object document)
    {
        using var response = await _http.PostAsJsonAsync("/api/activities", document);
        var activity = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return activity.GetProperty("id").GetGuid();
    }

    /// <summary>Applies an id-keyed merge, regardless of the current revision.</summary>
    public async Task ChangeActivityAsync(Guid activity, object change)
    {
        using var response = await _http.PatchAsJsonAsync($"/api/activities/{activity}", change);
        response.EnsureSuccessStatusCode();
    }

    public async Task ConfigureActivityAsync(Guid activity, object config)
    {
        using var response = await _http.PutAsJsonAsync($"/api/activities/{activity}/config", config);
        response.EnsureSuccessStatusCode();
    }

    public async Task ReplaceActivityAsync(Guid activity, object document)
    {
        using var response = await _http.PutAsJsonAsync($"/api/activities/{activity}", document);
        response.EnsureSuccessStatusCode();
    }

    public async Task DeleteActivityAsync(Guid activity)
    {
        using var response = await _http.DeleteAsync($"/api/activities/{activity}");
        response.EnsureSuccessStatusCode();
    }

    public async Task RestrictAsync(Guid activity, params string[] members)
    {
        using var response = await _http.PutAsJsonAsync($"/api/activities/{activity}/access", new { is_private = true, members });
        response.EnsureSuccessStatusCode();
    }

    public async Task NotifyAsync(string username, string message)
    {
        using var response = await _http.PostAsJsonAsync($"/api/users/{username}/notifications", new { message });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Opens a socket that is authenticated as this user.</summary>
    public async Task<ClientWebSocket> OpenSocketAsync(Guid activity)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", _http.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(
            new UriBuilder(_http.BaseAddress!) { Scheme = "ws", Path = $"/ws/activities/{activity}/" }.Uri, CancellationToken.None);
        return socket;
    }

    public Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>(path);

    public void Dispose() => _http.Dispose();
}
