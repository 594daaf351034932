using System.Globalization;
using System.Net;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

/// <summary>What one user may add to the event log within an hour.</summary>
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

        // Each message has the text, and its change back has the text before it.
        HttpResponseMessage answer;
        var accepted = 0;
        for (; (answer = await ReplaceTextAsync(accepted)).IsSuccessStatusCode; accepted++)
        {
        }

        accepted.Should().BeInRange(2, 6, "1 MiB has room for about five times 200 KB");
        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await answer.TextAsync()).Should().Contain("bytes of events");

        Task<HttpResponseMessage> ReplaceTextAsync(int n) =>
            ada.SendJsonAsync("PATCH", $"/api/activities/{id}", $$"""{"text":"{{new string((char)('a' + n), 200_000)}}"}""");
    }
}
