using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Dots.Testing.Clients;

/// <summary>Calls the server over HTTP, as one user or anonymously. Keeps no cookies by itself.</summary>
public sealed class ApiClient : IDisposable
{
    public const string Password = "correct horse";

    private readonly HttpClient _http;

    public ApiClient(Uri address, string name)
    {
        Name = name;
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,

            // For requests with Expect: 100-continue, whose body waits for the server.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(30),
        })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public string Name { get; }

    public string AccessToken { get; private set; } = "";

    public string RefreshToken { get; private set; } = "";

    public static string Credentials(string name, string password = Password) =>
        JsonSerializer.Serialize(new { username = name, password });

    public Task<ApiResponse> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<ApiResponse> PostAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, json, headers);

    public Task<ApiResponse> PutAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync("PUT", path, json, headers);

    public Task<ApiResponse> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync("DELETE", path, null, headers);

    public Task<ApiResponse> SendAsync(string method, string path, string? json, params (string Name, string Value)[] headers) =>
        SendBytesAsync(method, path, json is null ? null : Encoding.UTF8.GetBytes(json), "application/json", headers);

    public async Task<ApiResponse> SendBytesAsync(
        string method, string path, byte[]? body, string? contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (AccessToken.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType).Should().BeTrue();
            }
        }

        foreach (var (name, value) in headers)
        {
            // Some are of the content.
            (request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value)).Should().BeTrue();
        }

        using var response = await _http.SendAsync(request);
        var all = response.Headers.Concat(response.Content.Headers);
        return new ApiResponse(
            (int)response.StatusCode,
            all.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync());
    }

    public async Task RegisterAsync() => (await PostAsync("/api/auth/register", Credentials(Name))).Status.Should().Be(201);

    public async Task SignInAsync() => Take(await PostAsync("/api/auth/login", Credentials(Name)));

    public void Take(ApiResponse tokens)
    {
        tokens.Status.Should().Be(200);
        AccessToken = tokens.Text("access_token");
        RefreshToken = tokens.Text("refresh_token");
    }

    /// <summary>Signs in as a browser does.</summary>
    /// <returns>The Cookie header to send from now on.</returns>
    public async Task<(string, string)> SignInByCookieAsync()
    {
        var answer = await PostAsync("/api/auth/login?cookie=true", Credentials(Name));
        answer.Status.Should().Be(204);
        return ("Cookie", answer.Header("Set-Cookie").Split(';')[0]);
    }

    public void Dispose() => _http.Dispose();
}
