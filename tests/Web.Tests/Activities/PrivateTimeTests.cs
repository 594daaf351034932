using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Dots.Application.Events;

namespace Dots.Web.Tests.Activities;

/// <summary>What happened while an activity was private stays among its members after it has become public.</summary>
public sealed class PrivateTimeTests : IAsyncLifetime
{
    private const string Secret = "the private time's";
    private const string Private = """{"is_private":true,"members":["ben"]}""";
    private const string Public = """{"is_private":false}""";

    private DotsApp _app = null!;
    private HttpClient _ada = null!;
    private HttpClient _ben = null!;
    private HttpClient _eve = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ada = await _app.SignInAsync("ada");
        _ben = await _app.SignInAsync("ben");
        _eve = await _app.SignInAsync("eve");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Page_ShowsThePrivateTimeToMembersOnly()
    {
        var id = await CreateWithPrivateTimeAsync();

        foreach (var outsider in new[] { _eve, _app.Http })
        {
            var page = await PageAsync(outsider, Channels.OfActivity(id));
            Names(page).Should().Equal("activity_created", "activity_updated", "activity_updated");
            page.Should().NotContain(e => e.GetRawText().Contains(Secret));
        }

        foreach (var member in new[] { _ada, _ben })
        {
            var page = await PageAsync(member, Channels.OfActivity(id));
            Names(page).Should().Equal(
                "activity_created", "activity_updated", "activity_updated", "activity_config_updated", "file_uploaded", "activity_updated");
        }

        (await PageAsync(_ada, Channels.Activities)).Should().NotContain(e => e.GetRawText().Contains(Secret));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&data=full")]
    [InlineData("&types=101,102")]
    public async Task Replay_ShowsThePrivateTimeToMembersOnly(string query)
    {
        var id = await CreateWithPrivateTimeAsync();
        var hidden = (await PageAsync(_ada, Channels.OfActivity(id))).Skip(2).Take(3).Select(IdOf).ToList();

        var last = (await PageAsync(_eve, Channels.OfActivity(id))).Max(IdOf);

        foreach (var outsider in new[] { _eve, _app.Http })
        {
            await using var events = await SseReader.OpenAsync(outsider, path: $"/sse/activities/{id}?last_event_id=0{query}");
            await using var socket = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?since=0{query}", TokenOf(outsider));
            (await events.TakeThroughAsync(last)).Should().NotContain(hidden);
            (await socket.TakeThroughAsync(last)).Should().NotContain(hidden);
        }

        await using var members = await SseReader.OpenAsync(_ben, path: $"/sse/activities/{id}?last_event_id=0{query}");
        (await members.TakeThroughAsync(hidden[0])).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?data=full")]
    public async Task LiveStream_HidesThePrivateTime_UntilItsReaderIsDisconnected(string query)
    {
        // Of another node, which learns of the change within a second: its streams may still be open when private events are published.
        using var database = TestDatabase.CreateForServer();
        await using var node = await DotsApp.StartOnAsync(database);
        await using var other = await DotsApp.StartOnAsync(database);
        var owner = await node.SignInAsync("owner");
        var id = await owner.CreateActivityAsync();
        await using var stream = await SseReader.OpenAsync(other.Http, path: $"/sse/activities/{id}{query}");

        await SetAccessAsync(owner, id, """{"is_private":true}""");
        await PatchAsync(owner, id, Secret);

        while (await stream.NextAsync() is { } received)
        {
            received.Data.Should().NotContain(Secret);
        }
    }

    [Fact]
    public async Task Read_StaysAmongMembers_WhenTheActivityBecomesPublicBeforeTheReadIsPublished()
    {
        var id = await _ada.CreateActivityAsync();
        await SetAccessAsync(_ada, id, Private);

        await _ada.GetAsync($"/api/activities/{id}");
        await SetAccessAsync(_ada, id, Public);

        await Waiting.UntilAsync(() => _app.MessagesAsync(id, 104), messages => messages.Count == 1);
        Names(await PageAsync(_ben, Channels.OfActivity(id))).Should().Equal("activity_created", "activity_retrieved");
        Names(await PageAsync(_eve, Channels.OfActivity(id))).Should().Equal("activity_created");
    }

    [Theory]
    [InlineData("/api/activities", 105)]
    [InlineData("/api/activities/hashes", 114)]
    public async Task Count_OfAPublishedRead_OmitsPrivateActivities(string address, int message)
    {
        await _ada.CreateActivityAsync();
        await SetAccessAsync(_ada, await _ada.CreateActivityAsync(), Private);

        (await _ada.GetFromJsonAsync<JsonElement>(address)).GetProperty("items").GetArrayLength().Should().Be(2);

        var messages = await Waiting.UntilAsync(() => _app.MessagesAsync(Channels.Activities, message), messages => messages.Count == 1);
        messages[0].GetProperty("data").GetProperty("count").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Create_IsPublishedToMembersOnly_WhenTheActivityIsCreatedPrivate()
    {
        var id = await CreatePrivateAsync(_ada);

        (await PageAsync(_app.Http, Channels.Activities)).Should().BeEmpty();
        (await _eve.GetAsync($"/api/activities/{id}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        await SetAccessAsync(_ada, id, """{"is_private":false,"members":["ben"]}""");
        (await PageAsync(_app.Http, Channels.Activities)).Should().BeEmpty();
        Names(await PageAsync(_eve, Channels.OfActivity(id))).Should().BeEmpty();
        Names(await PageAsync(_ada, Channels.OfActivity(id))).Should().Equal("activity_created");
        Names(await PageAsync(_ben, Channels.OfActivity(id))).Should().Equal("activity_created");
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    public async Task Create_Returns400_WhenPrivateIsNeitherTrueNorFalse(string value) =>
        (await _ada.SendJsonAsync("POST", $"/api/activities?private={value}", "{}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task PrivateTime_StaysHidden_FromTheOwnerOfANewActivityWithTheSameId()
    {
        var id = await CreateWithPrivateTimeAsync();
        (await _ada.DeleteAsync($"/api/activities/{id}")).EnsureSuccessStatusCode();
        (await _eve.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id}}"}""")).EnsureSuccessStatusCode();

        Names(await PageAsync(_eve, Channels.OfActivity(id))).Should().Equal(
            "activity_created", "activity_updated", "activity_updated", "activity_deleted", "activity_created");
    }

    [Fact]
    public async Task Stream_EndsAndResumesWithPrivateEvents_WhenItsReaderBecomesAMember()
    {
        var id = await _ada.CreateActivityAsync();
        var path = $"/ws/activities/{id}?types=101,102";
        await using var before = await SocketReader.OpenAsync(_app.Address, $"{path}&since=0", TokenOf(_ben));
        var seq = (await before.ReadAsync()).GetProperty("seq").GetInt64();

        await SetAccessAsync(_ada, id, Private);
        await PatchAsync(_ada, id, Secret);

        (await before.NextAsync()).Should().BeNull();
        before.CloseStatus.Should().Be((WebSocketCloseStatus)1012);
        await using var resumed = await SocketReader.OpenAsync(_app.Address, $"{path}&since={seq}", TokenOf(_ben));
        (await resumed.ReadAsync()).GetRawText().Should().Contain(Secret);
        await PatchAsync(_ada, id, "live");
        (await resumed.ReadAsync()).GetRawText().Should().Contain("live");
    }

    [Fact]
    public async Task Stream_ThatWasOpenedBeforeAPrivateActivityWasCreated_IsClosedForItsOwnerOnly()
    {
        var id = Guid.NewGuid();
        await using var owners = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?types=101", TokenOf(_ada));
        await using var others = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?types=101", TokenOf(_eve));

        await CreatePrivateAsync(_ada, id);
        await PatchAsync(_ada, id, Secret);
        var alert = await _app.AppendAsync("activity_created", """{"id":101}""", Channels.Alerts);

        (await owners.NextAsync()).Should().BeNull();
        owners.CloseStatus.Should().Be((WebSocketCloseStatus)1012);
        (await others.TakeThroughAsync(alert)).Should().Equal(alert);
        await using var resumed = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?types=101&since=0", TokenOf(_ada));
        (await resumed.ReadAsync()).GetProperty("id").GetInt32().Should().Be(101);
    }

    [Fact]
    public async Task Stream_GoesOn_WhenAccessChangesWithoutConcerningItsReader()
    {
        var id = await _ada.CreateActivityAsync();
        await using var owners = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?types=102,103", TokenOf(_ada));
        await using var visitors = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?types=102,103");

        await SetAccessAsync(_ada, id, """{"members":["ben"]}""");
        await PatchAsync(_ada, id, "both");
        (await visitors.ReadAsync()).GetRawText().Should().Contain("both");
        await SetAccessAsync(_ada, id, Private);
        await SetAccessAsync(_ada, id, """{"members":["eve"]}""");
        await PatchAsync(_ada, id, Secret);
        await SetAccessAsync(_ada, id, Public);
        (await _ada.DeleteAsync($"/api/activities/{id}")).EnsureSuccessStatusCode();

        (await visitors.NextAsync()).Should().BeNull();
        (await owners.ReadAsync()).GetRawText().Should().Contain("both");
        (await owners.ReadAsync()).GetRawText().Should().Contain(Secret);
        (await owners.ReadAsync()).GetProperty("id").GetInt32().Should().Be(103);
    }

    /// <summary>Public with two events; private with three; public with one.</summary>
    private async Task<Guid> CreateWithPrivateTimeAsync()
    {
        var id = await _ada.CreateActivityAsync(""" "name":"Tea" """);
        await PatchAsync(_ada, id, "before");
        await SetAccessAsync(_ada, id, Private);
        await PatchAsync(_ben, id, Secret);
        (await _ada.SendJsonAsync("PUT", $"/api/activities/{id}/config", $$"""{"a":"{{Secret}}"}""")).EnsureSuccessStatusCode();
        (await _ada.PutAsync($"/api/activities/{id}/files/secret.txt", new ByteArrayContent([1]))).EnsureSuccessStatusCode();
        await SetAccessAsync(_ada, id, Public);
        await PatchAsync(_ada, id, "after");
        return id;
    }

    private static async Task<Guid> CreatePrivateAsync(HttpClient owner, Guid? id = null)
    {
        var created = id ?? Guid.NewGuid();
        (await owner.SendJsonAsync("POST", "/api/activities?private=true", $$"""{"id":"{{created}}","name":"{{Secret}}"}""")).EnsureSuccessStatusCode();
        return created;
    }

    private static async Task SetAccessAsync(HttpClient owner, Guid id, string access) =>
        (await owner.SendJsonAsync("PUT", $"/api/activities/{id}/access", access)).EnsureSuccessStatusCode();

    private static async Task PatchAsync(HttpClient writer, Guid id, string text) =>
        (await writer.SendJsonAsync("PATCH", $"/api/activities/{id}", $$"""{"text":"{{text}}"}""")).EnsureSuccessStatusCode();

    private static async Task<List<JsonElement>> PageAsync(HttpClient reader, string channel) =>
        [.. (await reader.GetFromJsonAsync<JsonElement>($"/api/events?channel={channel}")).GetProperty("items").EnumerateArray()];

    private static List<string?> Names(List<JsonElement> page) => [.. page.Select(e => e.GetProperty("event").GetString())];

    private static long IdOf(JsonElement item) => item.GetProperty("id").GetInt64();

    private static string? TokenOf(HttpClient http) => http.DefaultRequestHeaders.Authorization?.Parameter;
}
