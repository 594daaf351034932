using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Application.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Web.Tests.Activities;

public sealed class AccessTests : IAsyncLifetime
{
    private DotsApp _app = null!;
    private HttpClient _ada = null!;
    private HttpClient _ben = null!;
    private HttpClient _eve = null!;
    private Guid _activity;

    private IActivityAccess Access => _app.Services.GetRequiredService<IActivityAccess>();

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ada = await _app.SignInAsync("ada");
        _ben = await _app.SignInAsync("ben");
        _eve = await _app.SignInAsync("eve");
        _activity = await _ada.CreateActivityAsync(""" "name":"Tea" """);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Activity_IsAccessibleOnlyToMembers_WhenItIsPrivate()
    {
        await SetAsync("""{"is_private":true,"members":["BEN"]}""");

        foreach (var path in new[] { "", "/config", "/hash", "/access" })
        {
            (await _eve.GetAsync($"/api/activities/{_activity}{path}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await _app.Http.GetAsync($"/api/activities/{_activity}{path}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
            (await _ben.GetAsync($"/api/activities/{_activity}{path}")).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        (await _eve.SendJsonAsync("PATCH", $"/api/activities/{_activity}", """{"a":1}""")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _eve.SendJsonAsync("PUT", $"/api/activities/{_activity}/access", "{}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _eve.DeleteAsync($"/api/activities/{_activity}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _ben.SendJsonAsync("PATCH", $"/api/activities/{_activity}", """{"a":1}""")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _eve.GetAsync("/api/activities/by-name/Tea")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await CountAsync(_eve, "/api/activities"), await CountAsync(_ben, "/api/activities")).Should().Be((0, 1));
        (await CountAsync(_eve, "/api/activities/hashes"), await CountAsync(_ada, "/api/activities/hashes")).Should().Be((0, 1));
    }

    [Fact]
    public async Task Activity_IsNotPublishedOnTheSharedChannel_WhenItIsPrivate()
    {
        await SetAsync("""{"is_private":true}""");

        await _ada.SendJsonAsync("PATCH", $"/api/activities/{_activity}", """{"a":1}""");
        await _ada.DeleteAsync($"/api/activities/{_activity}");

        (await _app.MessagesAsync(_activity, 102, 103)).Should().HaveCount(2);
        (await _app.MessagesAsync(Channels.Activities, 102, 103)).Should().BeEmpty();
    }

    [Fact]
    public async Task DeletedActivity_StaysPrivate_WhileItsMessagesAreInTheLog()
    {
        await SetAsync("""{"is_private":true,"members":["ben"]}""");

        (await _ben.DeleteAsync($"/api/activities/{_activity}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await _ada.DeleteAsync($"/api/activities/{_activity}")).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await _ada.GetAsync($"/api/activities/{_activity}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _eve.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{_activity}}"}""")).StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await Access.AuthorizeAsync(_activity, new User(3, "eve"), default)).Access.Should().Be(ReadAccess.Hidden);
        (await Access.AuthorizeAsync(_activity, new User(2, "ben"), default)).Access.Should().Be(ReadAccess.Member);
    }

    [Fact]
    public async Task Set_Returns403_WhenTheCallerIsNotTheOwner()
    {
        (await _ben.SendJsonAsync("PUT", $"/api/activities/{_activity}/access", """{"is_private":true}""")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Set_Returns400_WhenAMemberDoesNotExist()
    {
        var answer = await _ada.SendJsonAsync("PUT", $"/api/activities/{_activity}/access", """{"members":["ben","nobody"]}""");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.JsonAsync()).GetProperty("errors").GetProperty("members[1]").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Set_KeepsSettings_WhenTheyAreOmitted()
    {
        await SetAsync("""{"is_private":true,"members":["ben"]}""");

        var access = await (await SetAsync("""{"members":["eve"]}""")).JsonAsync();

        access.GetRawText().Should().Be("""{"owner":"ada","is_private":true,"members":["eve"]}""");
    }

    [Fact]
    public async Task Changed_Completes_WhenAMembershipIsWithdrawn()
    {
        await SetAsync("""{"is_private":true,"members":["ben"]}""");
        using var ended = new CancellationTokenSource();
        var ben = Access.ChangedAsync(await Access.AuthorizeAsync(_activity, new User(2, "ben"), default), ended.Token);
        var ada = Access.ChangedAsync(await Access.AuthorizeAsync(_activity, new User(1, "ada"), default), ended.Token);

        await SetAsync("""{"members":[]}""");

        (await ben.WaitAsync(Waiting.Timeout)).Access.Should().Be(ReadAccess.Hidden, "the activity is private");
        ada.IsCompleted.Should().BeFalse();
        await ended.CancelAsync();
        await FluentActions.Awaiting(() => ada).Should().ThrowAsync<OperationCanceledException>();
    }

    private async Task<HttpResponseMessage> SetAsync(string body) =>
        (await _ada.SendJsonAsync("PUT", $"/api/activities/{_activity}/access", body)).EnsureSuccessStatusCode();

    private static async Task<int> CountAsync(HttpClient http, string address) =>
        (await http.GetFromJsonAsync<JsonElement>(address)).GetProperty("items").GetArrayLength();
}
