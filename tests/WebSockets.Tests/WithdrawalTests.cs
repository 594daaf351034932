using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dots.Application.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.WebSockets.Tests;

/// <summary>Streams end together with the session or the membership that authorised them.</summary>
public sealed class WithdrawalTests
{
    private const string Id = "63b76319-68ef-4412-9dd4-bb2a13315ee2";
    private const string Stream = $"/ws/activities/{Id}/";

    private readonly ActivityPorts _ports = new();

    [Theory]
    [InlineData(Stream)]
    [InlineData("/ws/notifications/")]
    public async Task Socket_IsClosedWith1008_WhenItsUserSignsOut(string path)
    {
        await using var app = await DotsApp.StartWithAsync(services => WithoutTimers(services, _ports.Replace));
        var ola = await app.RegisterAsync("ola");
        var http = app.SignInAs(ola);
        var other = await app.SignInAsync("ula");
        await using var reader = await SocketReader.OpenAsync(app.Address, path, TokenOf(http));
        await using var others = await SocketReader.OpenAsync(app.Address, path, TokenOf(other));

        await SignOutAsync(http);

        (await reader.NextAsync()).Should().BeNull();
        reader.CloseStatus.Should().Be(System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation);
        await Waiting.UntilAsync(() => !_ports.Present.Exists(who => who.StartsWith("ola", StringComparison.Ordinal)), "the user has left");
        await app.AppendAsync("notification_sent", """{"id":302}""", ola.Channel);
        var end = await app.AppendAsync("system_alert", """{"id":301}""", Channels.Alerts);
        (await others.TakeThroughAsync(end)).Should().Equal(end);
    }

    [Theory]
    [InlineData("/sse/notifications/")]
    [InlineData($"/sse/activities/{Id}/")]
    public async Task ServerSentEvents_End_WhenTheirUserSignsOut(string path)
    {
        await using var app = await DotsApp.StartWithAsync(services => WithoutTimers(services));
        var http = await app.SignInAsync("ola");
        await using var reader = await SseReader.OpenAsync(http, path: path);
        await using var visitors = await SseReader.OpenAsync(app.Http, path: path);

        await SignOutAsync(http);

        await EndOfAsync(reader);
        var end = await app.AppendAsync("system_alert", """{"id":301}""", Channels.Alerts);
        (await visitors.TakeThroughAsync(end)).Should().Equal(end);
    }

    [Fact]
    public async Task ServerSentEvents_AreReset_WhenTheirReaderDoesNotReadTheLastSend()
    {
        await using var app = await DotsApp.StartWithAsync(services => WithoutTimers(services));
        var http = await app.SignInAsync("ola");
        using var reader = await RawConnection.OpenAsync(app.Address, receiveBuffer: 4096);
        await reader.SendAsync(
            $"GET /sse/notifications/ HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {TokenOf(http)}\r\n\r\n");
        await reader.ReadHeadAsync();
        for (var i = 0; i < 20; i++)
        {
            await app.AppendAsync("newBoard", $"\"{new string('x', 100_000)}\"");
        }

        await SignOutAsync(http);

        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the stream has ended");
    }

    [Fact]
    public async Task Socket_IsClosedWith1008_WhenARefreshTokenIsUsedTwice()
    {
        await using var app = await DotsApp.StartWithAsync(services => WithoutTimers(services));
        await app.RegisterAsync("ola");
        var tokens = await ReadAsync(await app.Http.PostAsJsonAsync(
            "/api/auth/login", new { username = "ola", password = TestAccount.Password }));
        var refresh = new { refresh_token = tokens.GetProperty("refresh_token").GetString() };
        await using var reader = await SocketReader.OpenAsync(app.Address, token: tokens.GetProperty("access_token").GetString());

        (await app.Http.PostAsJsonAsync("/api/auth/refresh", refresh)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Http.PostAsJsonAsync("/api/auth/refresh", refresh)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        (await reader.NextAsync()).Should().BeNull();
        reader.CloseStatus.Should().Be(System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task Streams_End_WhenTheirUserSignsOutOnAnotherNode()
    {
        using var database = TestDatabase.CreateForServer();
        await using var node = await DotsApp.StartOnAsync(database);
        await using var other = await DotsApp.StartOnAsync(database);
        var http = await node.SignInAsync("ola");
        await using var socket = await SocketReader.OpenAsync(node.Address, token: TokenOf(http));
        await using var events = await SseReader.OpenAsync(http);

        await SignOutAsync(http, other);

        (await socket.NextAsync()).Should().BeNull();
        await EndOfAsync(events);
    }

    [Fact]
    public async Task Message_ChangesNothing_WhenTheSessionEndedBeforeTheSocketNoticed()
    {
        using var database = TestDatabase.CreateForServer();
        await using var node = await DotsApp.StartOnAsync(database, services => WithoutTimers(services));
        await using var other = await DotsApp.StartOnAsync(database);
        var http = await node.SignInAsync("ola");
        (await http.PostAsJsonAsync("/api/activities", new { id = Id, name = "Tea" })).EnsureSuccessStatusCode();
        await using var socket = await SocketReader.OpenAsync(node.Address, $"{Stream}?types=102", TokenOf(http));

        await SignOutAsync(http, other);
        await socket.SendAsync("""{"id": 102, "ref": "a-1", "base_revision": 1, "updated_fields": {"name": "Coffee"}}""");

        var answer = await socket.ReadAsync();
        answer.GetProperty("ref").GetString().Should().Be("a-1");
        answer.GetProperty("data").GetProperty("status").GetInt32().Should().Be(401);
        (await node.Http.GetFromJsonAsync<JsonElement>($"/api/activities/{Id}")).GetProperty("name").GetString().Should().Be("Tea");
    }

    [Fact]
    public async Task Streams_End_WhenAMembershipIsRevoked()
    {
        await using var app = await DotsApp.StartWithAsync(services => WithoutTimers(services));
        var owner = await app.SignInAsync("ada");
        var member = await app.SignInAsync("ben");
        (await owner.PostAsJsonAsync("/api/activities", new { id = Id, name = "Tea" })).EnsureSuccessStatusCode();
        await SetAccessAsync(new { is_private = true, members = new[] { "ben" } });
        await using var owners = await SocketReader.OpenAsync(app.Address, $"{Stream}?types=102", TokenOf(owner));
        await using var socket = await SocketReader.OpenAsync(app.Address, $"{Stream}?types=102", TokenOf(member));
        await using var events = await SseReader.OpenAsync(member, path: $"/sse/activities/{Id}/?types=102");

        await SetAccessAsync(new { members = Array.Empty<string>() });

        (await socket.NextAsync()).Should().BeNull();
        socket.CloseStatus.Should().Be(System.Net.WebSockets.WebSocketCloseStatus.PolicyViolation);
        await EndOfAsync(events);
        await owners.SendAsync("""{"id": 102, "base_revision": 1, "updated_fields": {"name": "Coffee"}}""");
        (await owners.ReadAsync()).GetProperty("id").GetInt32().Should().Be(102);

        async Task SetAccessAsync(object access) =>
            (await owner.PutAsJsonAsync($"/api/activities/{Id}/access", access)).EnsureSuccessStatusCode();
    }

    private static void WithoutTimers(IServiceCollection services, Action<IServiceCollection>? replace = null)
    {
        services.AddSingleton<TimeProvider>(new ClockWithoutTimers());
        replace?.Invoke(services);
    }

    // With the last chunk, as at a shutdown, and not by a reset, which a client cannot tell from a broken network.
    private static async Task EndOfAsync(SseReader reader) => (await reader.NextAsync()).Should().BeNull();

    private static string TokenOf(HttpClient http) => http.DefaultRequestHeaders.Authorization!.Parameter!;

    private static async Task SignOutAsync(HttpClient http, DotsApp? node = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, node is null ? new Uri("/api/auth/logout", UriKind.Relative) : new Uri(node.Address, "/api/auth/logout"));
        (await http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
}
