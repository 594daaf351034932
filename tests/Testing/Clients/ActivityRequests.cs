using System.Text;
using System.Text.Json;

namespace Dots.Testing.Clients;

/// <summary>Requests about activities, with JSON as text.</summary>
public static class ActivityRequests
{
    public static async Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient http, string method, string address, string body, string? ifMatch = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new StringContent(body, Encoding.UTF8, type) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await http.SendAsync(request);
    }

    /// <summary>Creates an activity under a new id, and returns that.</summary>
    /// <param name="http">A client that is signed in.</param>
    /// <param name="members">Members of the document besides its id, as JSON without braces.</param>
    public static async Task<Guid> CreateActivityAsync(this HttpClient http, string members = "")
    {
        var id = Guid.NewGuid();
        using var response = await http.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id}}"{{(members.Length > 0 ? "," + members : "")}}}""");
        response.EnsureSuccessStatusCode();
        return id;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync());

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync();
}
