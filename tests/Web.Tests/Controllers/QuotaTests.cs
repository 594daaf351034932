using System.Globalization;
using System.Net;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

/// <summary>What one user, and all users of one address, may add to the event log within an hour.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task Write_Returns429_WhenTheUserHasUsedUpTheEvents_AndNobodyElseIsRefused()
    {
        await using var app = await DotsApp.StartAsync("RateLimits:Enabled=true", "RateLimits:MaxEventsPerHour=3");
        using var ada = await app.SignUpAsync();
        using var bob = await app.SignUpAsync();
        for (var i = 0; i < 3; i++)
        {
            await ada.CreateBoardAsync();
        }

        var refused = await ada.PostAsync("/api/boards", Boards.RedRow);

        refused.ShouldBeProblem(429);
        refused.Text("detail").Should().Be("You have made too many events: at most 3 are accepted within an hour.");
        int.Parse(refused.Header("Retry-After"), CultureInfo.InvariantCulture).Should().BeInRange(1, 3600);
        (await ada.GetAsync("/api/boards")).Status.Should().Be(200);
        await bob.CreateBoardAsync();
    }

    [Fact]
    public async Task Write_Returns429_WhenTheUserHasUsedUpTheBytes_CountingWhatCanBeUndone()
    {
        await using var app = await DotsApp.StartAsync("RateLimits:Enabled=true", $"RateLimits:MaxEventBytesPerHour={1024 * 1024}");
        using var ada = await app.SignInAsync("ada");
        var id = await ada.CreateActivityAsync();

        var (accepted, refused) = await ReplaceTextUntilRefusedAsync(ada, id);

        // Each message has the text, and its change back has the text before it.
        accepted.Should().BeInRange(2, 6, "1 MiB has room for about five times 200 KB");
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await refused.TextAsync()).Should().Contain("You have made too many bytes of events");
    }

    [Fact]
    public async Task Write_Returns429_WhenTheUsersOfAnAddressHaveUsedUpItsEvents_AndNoOtherAddressIsRefused()
    {
        await using var app = await DotsApp.StartAsync(
            "RateLimits:Enabled=true", "RateLimits:MaxEventsPerHour=3", "RateLimits:MaxEventsPerHourPerAddress=5", "Proxies=127.0.0.1");
        using var ada = await app.SignUpAsync();
        using var bob = await app.SignUpAsync();
        using var eve = await app.SignUpAsync();
        for (var i = 0; i < 5; i++)
        {
            (await CreateBoardAsync(i < 3 ? ada : bob, $"2001:db8:1:2::{i}")).Status.Should().Be(201);
        }

        var refused = await CreateBoardAsync(eve, "2001:db8:1:2:ffff::");

        refused.ShouldBeProblem(429);
        refused.Text("detail").Should().Be("The users of your address have made too many events: at most 5 are accepted within an hour.");
        int.Parse(refused.Header("Retry-After"), CultureInfo.InvariantCulture).Should().BeInRange(1, 3600);
        (await CreateBoardAsync(eve, "2001:db8:1:3::1")).Status.Should().Be(201);
        (await CreateBoardAsync(bob, "2001:db8:1:3::1")).Status.Should().Be(201, "the user's own quota has room for another");
    }

    [Fact]
    public async Task Write_Returns429_WhenTheUsersOfAnAddressHaveUsedUpItsBytes()
    {
        await using var app = await DotsApp.StartAsync("RateLimits:Enabled=true", $"RateLimits:MaxEventBytesPerHourPerAddress={1024 * 1024}");
        using var ada = await app.SignInAsync("ada");
        using var bob = await app.SignInAsync("bob");
        await ReplaceTextUntilRefusedAsync(ada, await ada.CreateActivityAsync());

        var refused = await bob.SendJsonAsync("POST", "/api/activities", """{"name":"Tea"}""");

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await refused.TextAsync()).Should().Contain("The users of your address have made too many bytes of events");
    }

    private static async Task<(int Accepted, HttpResponseMessage Refused)> ReplaceTextUntilRefusedAsync(HttpClient http, Guid activity)
    {
        for (var accepted = 0; ; accepted++)
        {
            var text = new string((char)('a' + accepted), 200_000);
            var answer = await http.SendJsonAsync("PATCH", $"/api/activities/{activity}", $$"""{"text":"{{text}}"}""");
            if (!answer.IsSuccessStatusCode)
            {
                return (accepted, answer);
            }
        }
    }

    private static Task<ApiResponse> CreateBoardAsync(ApiClient client, string address) =>
        client.PostAsync("/api/boards", Boards.RedRow, ("X-Forwarded-For", address));
}
