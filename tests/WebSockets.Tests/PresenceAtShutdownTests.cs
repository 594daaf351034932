using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.WebSockets.Tests;

/// <summary>Presence on activities when the server that holds the sockets shuts down gracefully.</summary>
public sealed class PresenceAtShutdownTests
{
    [Fact]
    public async Task Users_LeaveAfterTheGracePeriod_UnlessTheyAreConnectedToAnotherServer()
    {
        using var database = TestDatabase.CreateForServer();
        await using var staying = await DotsApp.StartOnAsync(database, "Activities:GracePeriodSeconds=0.5", "Activities:StaleAfterSeconds=3600");
        var ola = await staying.SignInAsync("ola");
        var ula = await staying.SignInAsync("ula");
        var created = await ola.PostAsJsonAsync("/api/activities", new { name = "Herbata" });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await using var witness = await SocketReader.OpenAsync(staying.Address, $"/ws/activities/{id}/?types=201,202");
        await using (var stopping = await DotsApp.StartOnAsync(database, "Activities:GracePeriodSeconds=0.5", "Activities:StaleAfterSeconds=3600"))
        {
            await using var one = await OpenAsync(stopping, ola);
            await using var two = await OpenAsync(stopping, ola);
            await using var both = await OpenAsync(stopping, ula);
            await using var other = await OpenAsync(staying, ula);
            for (var i = 0; i < 2; i++)
            {
                (await witness.ReadAsync()).GetProperty("id").GetInt32().Should().Be(201);
            }

            await stopping.StopAsync();

            var left = await witness.ReadAsync();
            left.GetProperty("id").GetInt32().Should().Be(202);
            left.GetProperty("data").GetRawText().Should().Be("""{"user":{"username":"ola"},"reason":"left","participants":1}""");
            var users = await staying.Http.GetFromJsonAsync<JsonElement>($"/api/activities/{id}/users");
            users.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("username").GetString()).Should().Equal("ula");
        }

        Task<SocketReader> OpenAsync(DotsApp app, HttpClient http) =>
            SocketReader.OpenAsync(app.Address, $"/ws/activities/{id}/", http.DefaultRequestHeaders.Authorization!.Parameter);
    }
}
