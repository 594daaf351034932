using System.Net.Http.Json;
using System.Text.Json;
using Dots.Application.Events;

namespace Dots.Testing.Clients;

/// <summary>A registered user, with an access token.</summary>
public sealed record TestAccount(long UserId, string Username, string AccessToken)
{
    public const string Password = "correct horse battery staple";

    /// <summary>The user's private channel.</summary>
    public string Channel => Channels.OfUser(UserId);

    /// <param name="http">An anonymous client of the server.</param>
    /// <param name="username">Must not be taken.</param>
    public static async Task<TestAccount> RegisterAsync(HttpClient http, string username)
    {
        var credentials = new { username, password = Password };
        using var registered = await http.PostAsJsonAsync("/api/auth/register", credentials);
        var user = await registered.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return await SignInAsync(http, user.GetProperty("id").GetInt64(), username);
    }

    /// <param name="http">An anonymous client of the server.</param>
    /// <param name="userId">Of an account with this name and <see cref="Password"/>.</param>
    /// <param name="username">The account's name.</param>
    public static async Task<TestAccount> SignInAsync(HttpClient http, long userId, string username)
    {
        using var login = await http.PostAsJsonAsync("/api/auth/login", new { username, password = Password });
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return new TestAccount(userId, username, tokens.GetProperty("access_token").GetString()!);
    }

    /// <summary>From now on the client sends its requests as this user.</summary>
    public void Authorize(HttpClient http) => http.DefaultRequestHeaders.Authorization = new("Bearer", AccessToken);
}
