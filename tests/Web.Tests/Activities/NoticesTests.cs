using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dots.Application.Events;

namespace Dots.Web.Tests.Activities;

public sealed class NoticesTests : IAsyncLifetime
{
    private DotsApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DotsApp.StartAsync("Admins=root,Ada");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Alert_IsPublished_OnlyWhenAnAdministratorSendsIt()
    {
        var ada = await _app.SignInAsAdministratorAsync("ada");
        var ben = await _app.SignInAsync("ben");
        const string alert = """{"level":"warning","code":"maintenance","message":"Restart at 18:00 UTC.","starts_at":null}""";

        (await _app.Http.SendJsonAsync("POST", "/api/alerts", alert)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await ben.SendJsonAsync("POST", "/api/alerts", alert)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await ada.SendJsonAsync("POST", "/api/alerts", """{"level":"info"}""")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ada.SendJsonAsync("POST", "/api/alerts", alert)).StatusCode.Should().Be(HttpStatusCode.Accepted);

        var message = (await _app.MessagesAsync(Channels.Alerts)).Should().ContainSingle().Which;
        (message.GetProperty("id").GetInt32(), message.GetProperty("event").GetString()).Should().Be((301, "system_alert"));
        message.GetProperty("data").GetRawText().Should().Be(alert);
    }

    [Theory]
    [InlineData("ADA", true)]
    [InlineData("ben", false)]
    public async Task Me_ReportsWhetherTheUserIsAnAdministrator(string username, bool isAdministrator)
    {
        var user = isAdministrator ? await _app.SignInAsAdministratorAsync(username) : await _app.SignInAsync(username);

        var me = await user.GetFromJsonAsync<JsonElement>("/api/auth/me");

        me.GetProperty("is_administrator").GetBoolean().Should().Be(isAdministrator);
    }

    [Fact]
    public async Task Notification_IsRateLimitedBySender_AcrossRecipients()
    {
        await using var strict = await DotsApp.StartAsync("RateLimits:Enabled=true");
        var (ada, ben) = (await strict.SignInAsync("ada"), await strict.SignInAsync("ben"));
        const string notification = """{"message":"Is it clear?"}""";

        for (var i = 0; i < 60; i++)
        {
            (await ada.SendJsonAsync("POST", $"/api/users/{(i % 2 == 0 ? "ben" : "ada")}/notifications", notification))
                .StatusCode.Should().Be(HttpStatusCode.Accepted);
        }

        var answer = await ada.SendJsonAsync("POST", "/api/users/ben/notifications", notification);

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        (await strict.MessagesAsync(Channels.OfUser(2))).Should().HaveCount(30);
        (await ben.SendJsonAsync("POST", "/api/users/ada/notifications", notification)).StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Notification_IsPublishedOnlyToItsRecipient()
    {
        var ada = await _app.SignInAsAdministratorAsync("ada");
        await _app.SignInAsync("ben");
        var activity = Guid.NewGuid();
        var notification = $$$"""{"title":"Look","message":"Is it clear?","link":{"activity_id":"{{{activity}}}"}}""";

        var answer = await ada.SendJsonAsync("POST", "/api/users/BEN/notifications", notification);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var message = (await _app.MessagesAsync(Channels.OfUser(2))).Should().ContainSingle().Which;
        message.GetProperty("id").GetInt32().Should().Be(302);
        message.GetProperty("activity_id").GetGuid().Should().Be(activity);
        message.GetProperty("actor").GetProperty("username").GetString().Should().Be("ada");
        var data = message.GetProperty("data");
        (data.GetProperty("recipient_username").GetString(), data.GetProperty("title").GetString()).Should().Be(("ben", "Look"));
        data.GetProperty("notification_id").GetGuid().Should().NotBeEmpty();
        (await ada.SendJsonAsync("POST", "/api/users/nobody/notifications", notification)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await ada.SendJsonAsync("POST", "/api/users/ben/notifications", "{}")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }
}
