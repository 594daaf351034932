using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure.Activities;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dots.Web.Tests.Activities;

public sealed class PresenceTests : IAsyncLifetime
{
    private static readonly User Ada = new(1, "ada");
    private static readonly User Ben = new(2, "ben");

    private DotsApp _app = null!;
    private HttpClient _ada = null!;
    private HttpClient _ben = null!;
    private Guid _activity;

    private IActivityPresence Presence => _app.Services.GetRequiredService<IActivityPresence>();

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync("Activities:GracePeriodSeconds=0.3", "Activities:StaleAfterSeconds=0.9");
        _ada = await _app.SignInAsync("ada");
        _ben = await _app.SignInAsync("ben");
        _activity = await _ada.CreateActivityAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Enter_PublishesUserJoinedOnce_WhenTheUserHasSeveralConnections()
    {
        await using var first = await EnterAsync(Ada, "c-1");
        await using var second = await EnterAsync(Ada, "c-2");
        await using var other = await EnterAsync(Ben, "c-3");

        var joined = await _app.MessagesAsync(_activity, 201);
        joined.Select(message => message.GetProperty("data").GetRawText()).Should().Equal(
            """{"user":{"username":"ada"},"connection_id":"c-1","status":"online","participants":1}""",
            """{"user":{"username":"ben"},"connection_id":"c-3","status":"online","participants":2}""");
        joined[1].GetProperty("actor").GetRawText().Should().Be("""{"username":"ben","connection_id":"c-3"}""");
        joined[1].GetProperty("action").GetString().Should().Be("user_joined");
        (await UsersAsync()).Should().Equal("ada", "ben");
    }

    [Fact]
    public async Task UserLeft_IsPublished_AGracePeriodAfterTheLastConnection()
    {
        var first = await EnterAsync(Ada, "c-1");
        var second = await EnterAsync(Ada, "c-2");
        await using var other = await EnterAsync(Ben, "c-3");

        await first.DisposeAsync();
        var lastEndedAfter = DateTimeOffset.UtcNow;
        await second.DisposeAsync();

        var left = (await Waiting.UntilAsync(() => _app.MessagesAsync(_activity, 202), messages => messages.Count > 0)).Single();
        left.GetProperty("data").GetRawText().Should().Be("""{"user":{"username":"ada"},"reason":"left","participants":1}""");
        left.GetProperty("timestamp").GetDateTimeOffset().Should().BeOnOrAfter(lastEndedAfter + TimeSpan.FromSeconds(0.3));
        (await UsersAsync()).Should().Equal("ben");
    }

    [Fact]
    public async Task UserLeft_IsNotPublished_WhenTheUserReconnectsWithinTheGracePeriod()
    {
        await (await EnterAsync(Ada, "c-1")).DisposeAsync();
        await using var again = await EnterAsync(Ada, "c-2");

        // Ben leaves after Ada, so once his leaving is published, her grace period has passed as well.
        await (await EnterAsync(Ben, "c-3")).DisposeAsync();
        await Waiting.UntilAsync(() => _app.MessagesAsync(_activity, 202), messages => messages.Count > 0);

        (await _app.MessagesAsync(_activity, 201, 202)).Select(m => (m.GetProperty("id").GetInt32(), m.GetProperty("actor").GetProperty("username").GetString()))
            .Should().Equal((201, "ada"), (201, "ben"), (202, "ben"));
    }

    [Fact]
    public async Task Sweep_RemovesAStaleLease_AndNotALiveOne()
    {
        await using var live = await EnterAsync(Ada, "c-1");
        await CrashAsync(Ben);

        var left = (await Waiting.UntilAsync(() => _app.MessagesAsync(_activity, 202), messages => messages.Count > 0)).Single();

        left.GetProperty("data").GetRawText().Should().Be("""{"user":{"username":"ben"},"reason":"timeout","participants":1}""");
        (await UsersAsync()).Should().Equal("ada");
    }

    [Fact]
    public async Task Heartbeat_RestoresALease_ThatAnotherNodeRemovedAsStale()
    {
        await using var lease = await EnterAsync(Ada, "c-1");
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            // What a sweep on another node does after this node has missed its heartbeats.
            var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
            await db.PresenceLeases.ExecuteDeleteAsync();
            await db.Participants.ExecuteDeleteAsync();
        }

        (await Waiting.UntilAsync(UsersAsync, users => users.Any())).Should().Equal("ada");
        (await _app.MessagesAsync(_activity, 201)).Select(message => message.GetProperty("actor").GetRawText()).Should().Equal(
            """{"username":"ada","connection_id":"c-1"}""", """{"username":"ada","connection_id":"c-1"}""");

        await lease.DisposeAsync();
        await Waiting.UntilAsync(UsersAsync, users => !users.Any());
    }

    [Fact]
    public async Task Heartbeat_RemovesALease_WhenTheEndOfItsConnectionWasNotSaved()
    {
        await using var here = await EnterAsync(Ada, "c-1");
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
            var live = await db.PresenceLeases.AsNoTracking().SingleAsync();
            db.PresenceLeases.Add(new PresenceLease(Guid.NewGuid(), _activity, Ben.Id, live.NodeId, live.SeenAt));
            db.Participants.Add(new Participant(_activity, Ben.Id, Ben.Username, live.SeenAt));
            await db.SaveChangesAsync();
        }

        (await UsersAsync()).Should().Equal("ada", "ben");
        (await Waiting.UntilAsync(UsersAsync, users => users.Count() == 1)).Should().Equal("ada");
    }

    [Fact]
    public async Task Stop_EndsAllLeases_WhenTheHostHasNoTimeLeft()
    {
        await EnterAsync(Ada, "c-1");
        var presence = _app.Services.GetServices<IHostedService>().OfType<PresenceService>().Single();

        await presence.StopAsync(new CancellationToken(canceled: true));

        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        (await db.PresenceLeases.AnyAsync()).Should().BeFalse();
        (await db.Participants.SingleAsync()).LeavesAt.Should().NotBeNull();
    }

    [Fact]
    public async Task SetStatus_PublishesTheDifference_AndNothingWhenThereIsNone()
    {
        await using var here = await EnterAsync(Ada, "c-1");
        var address = $"/api/activities/{_activity}/users/me/status";

        var answer = await _ada.SendJsonAsync("PUT", address, """{"status":"busy","mode":"edit"}""");
        await _ada.SendJsonAsync("PUT", address, """{"mode":"edit","status":"busy"}""");

        (await answer.TextAsync()).Should().Be("""{"status":"busy","mode":"edit"}""");
        var message = (await _app.MessagesAsync(_activity, 203)).Should().ContainSingle().Which;
        message.GetProperty("data").GetRawText().Should().Be("""{"user":{"username":"ada"},"status":"busy","mode":"edit"}""");
        message.GetProperty("updated_fields").GetRawText().Should().Be("""{"status":"busy","mode":"edit"}""");
        var user = (await _ben.GetFromJsonAsync<JsonElement>($"/api/activities/{_activity}/users")).GetProperty("items")[0];
        (user.GetProperty("username").GetString(), user.GetProperty("status").GetString()).Should().Be(("ada", "busy"));
    }

    [Fact]
    public async Task SetStatus_LetsAUserWithoutAConnectionJoin_UntilStale()
    {
        var answer = await _ben.SendJsonAsync("PUT", $"/api/activities/{_activity}/users/me/status", """{"status":"watching"}""");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var messages = await Waiting.UntilAsync(() => _app.MessagesAsync(_activity, 201, 202, 203), found => found.Count > 2);
        messages.Select(message => message.GetProperty("id").GetInt32()).Should().Equal(201, 203, 202);
    }

    [Theory]
    [InlineData("""{"status":7}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity)]
    public async Task SetStatus_IsRefused_WhenTheStatusIsInvalidOrTheCallerIsAVisitor(string body, HttpStatusCode expected)
    {
        (await _ada.SendJsonAsync("PUT", $"/api/activities/{_activity}/users/me/status", body)).StatusCode.Should().Be(expected);
        (await _app.Http.SendJsonAsync("PUT", $"/api/activities/{_activity}/users/me/status", body)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private Task<IAsyncDisposable> EnterAsync(User user, string connectionId) =>
        Presence.EnterAsync(_activity, new Caller(user, connectionId), CancellationToken.None);

    // Adds the rows that a killed node leaves behind. A lease that this node had acquired would be restored by its next heartbeat.
    private async Task CrashAsync(User user)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        var now = DateTimeOffset.UtcNow;
        db.PresenceLeases.Add(new PresenceLease(Guid.NewGuid(), _activity, user.Id, Guid.NewGuid(), now));
        db.Participants.Add(new Participant(_activity, user.Id, user.Username, now));
        await db.SaveChangesAsync();
    }

    private async Task<IEnumerable<string?>> UsersAsync() =>
        (await _ben.GetFromJsonAsync<JsonElement>($"/api/activities/{_activity}/users"))
            .GetProperty("items").EnumerateArray().Select(user => user.GetProperty("username").GetString());
}
