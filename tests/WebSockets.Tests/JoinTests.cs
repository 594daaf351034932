using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dots.Application.Events;

namespace Dots.WebSockets.Tests;

/// <summary>Activity sockets on the complete application.</summary>
public sealed class JoinTests
{
    [Fact]
    public async Task LateJoiner_MissesNothing_BetweenTheSnapshotAndTheNextMessage()
    {
        const int edits = 60;
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        var id = await CreateAsync(http);

        var editing = Task.Run(async () =>
        {
            for (var i = 1; i <= edits; i++)
            {
                using var answer = await SendAsync(http, HttpMethod.Patch, $"/api/activities/{id}", $$"""{"count": {{i}}}""");
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
            }
        });
        var joining = Enumerable.Range(0, 12).Select(async joiner =>
        {
            await Waiting.UntilAsync(async () => joiner * 4 <= await CountAsync(http, id), "it is this one's time");
            await using var reader = await SocketReader.OpenAsync(app.Address, $"/ws/activities/{id}/?snapshot=true&types=102");
            var snapshot = await reader.ReadAsync();
            snapshot.GetProperty("id").GetInt32().Should().Be(104);
            var counts = new List<int> { snapshot.GetProperty("data").GetProperty("count").GetInt32() };
            while (counts[^1] < edits)
            {
                counts.Add((await reader.ReadAsync()).GetProperty("updated_fields").GetProperty("count").GetInt32());
            }

            return counts;
        });

        foreach (var counts in await Task.WhenAll(joining))
        {
            counts.Should().Equal(Enumerable.Range(counts[0], edits - counts[0] + 1));
        }

        await editing;
    }

    [Fact]
    public async Task Socket_DeliversToMembersOnly_AndClosesWithTheMembership()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        var stranger = (await app.RegisterAsync("ula")).AccessToken;
        var id = await CreateAsync(http);
        await using var early = await SocketReader.OpenAsync(app.Address, $"/ws/activities/{id}?types=102", stranger);

        using var answer = await SendAsync(http, HttpMethod.Put, $"/api/activities/{id}/access", """{"is_private": true, "members": []}""");

        answer.IsSuccessStatusCode.Should().BeTrue();
        (await early.NextAsync()).Should().BeNull();
        early.CloseStatus.Should().Be(WebSocketCloseStatus.PolicyViolation);
        await using var owner = await SocketReader.OpenAsync(
            app.Address, $"/ws/activities/{id}?snapshot=true&types=102", http.DefaultRequestHeaders.Authorization!.Parameter);
        (await owner.ReadAsync()).GetProperty("id").GetInt32().Should().Be(104);
        foreach (var token in (string?[])[stranger, null])
        {
            await using var late = await SocketReader.OpenAsync(app.Address, $"/ws/activities/{id}?snapshot=true&since=0", token);
            using var edit = await SendAsync(http, HttpMethod.Patch, $"/api/activities/{id}", $$"""{"seenBy": "{{token}}"}""");
            (await owner.ReadAsync()).GetProperty("id").GetInt32().Should().Be(102);
            var alert = await app.AppendAsync("system_alert", """{"id":301}""", Channels.Alerts);
            (await late.TakeThroughAsync(alert)).Should().EndWith(alert).And.HaveCount(token is null ? 2 : 1, "there are only alerts");
        }
    }

    [Fact]
    public async Task Edit_ReachesEveryReader_AndAStaleOneOnlyItsSender()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        var id = await CreateAsync(http);
        var path = $"/ws/activities/{id}/?types=102";
        await using var ola = await SocketReader.OpenAsync(app.Address, $"{path}&connection_id=c-17", http.DefaultRequestHeaders.Authorization!.Parameter);
        await using var visitor = await SocketReader.OpenAsync(app.Address, path);

        await ola.SendAsync("""{"id": 102, "base_revision": 1, "updated_fields": {"name": "Kawa"}}""");
        foreach (var reader in (SocketReader[])[ola, visitor])
        {
            var update = await reader.ReadAsync();
            update.GetProperty("updated_fields").GetProperty("name").GetString().Should().Be("Kawa");
            update.GetProperty("actor").GetProperty("connection_id").GetString().Should().Be("c-17");
        }

        await ola.SendAsync("""{"id": 102, "base_revision": 1, "ref": 7, "updated_fields": {"name": "Mate"}}""");
        var error = await ola.ReadAsync();
        error.GetProperty("event").GetString().Should().Be("error");
        error.GetProperty("ref").GetInt32().Should().Be(7);
        error.GetProperty("data").GetProperty("status").GetInt32().Should().Be(412);

        await ola.SendAsync("""{"id": 102, "base_revision": 2, "updated_fields": {"name": "Woda"}}""");
        (await visitor.ReadAsync()).GetProperty("revision").GetInt32().Should().Be(3, "the stale edit was told to nobody");
    }

    private static async Task<Guid> CreateAsync(HttpClient http)
    {
        using var answer = await SendAsync(http, HttpMethod.Post, "/api/activities", """{"name": "Herbata", "count": 0}""");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<int> CountAsync(HttpClient http, Guid id) =>
        (await http.GetFromJsonAsync<JsonElement>($"/api/activities/{id}")).GetProperty("count").GetInt32();

    private static Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, string json) =>
        http.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
}
