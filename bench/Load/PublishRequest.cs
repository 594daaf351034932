using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dots.Bench.Load;

/// <summary>A template of the HTTP request that publishes an event.</summary>
internal sealed class PublishRequest(LoadOptions options, string authorization)
{
    public byte[] For(int number)
    {
        var body = options.Body.Replace("{m}", $"~{number}~", StringComparison.Ordinal);
        var padding = Math.Max(0, options.Size - (body.Length - "{pad}".Length));
        body = body.Replace("{pad}", new string('x', padding), StringComparison.Ordinal);
        return Encoding.ASCII.GetBytes(
            $"POST {options.PublishPath} HTTP/1.1\r\nHost: 127.0.0.1:{options.Port}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {body.Length}\r\n{authorization}\r\n{body}");
    }

    /// <summary>Registers an account with Dots and signs in.</summary>
    /// <returns>The Authorization header line, with its line break.</returns>
    public static async Task<string> SignInAsync(int port)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var account = new Dictionary<string, string>
        {
            ["username"] = $"bench{Guid.NewGuid():N}"[..20],
            ["password"] = $"{Guid.NewGuid():N}",
        };
        using var registered = await client.PostAsJsonAsync("/api/auth/register", account);
        registered.EnsureSuccessStatusCode();
        using var signedIn = await client.PostAsJsonAsync("/api/auth/login", account);
        signedIn.EnsureSuccessStatusCode();
        var answer = await signedIn.Content.ReadFromJsonAsync<JsonElement>();
        return $"Authorization: Bearer {answer.GetProperty("access_token").GetString()}\r\n";
    }
}
