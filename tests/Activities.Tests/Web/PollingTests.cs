using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Activities.Tests.Web;

public sealed class PollingTests : IAsyncLifetime
{
    private Site _site = null!;
    private HttpClient _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.StartAsync();
        _ada = await _site.SignInAsync("ada");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Events_OfAnActivity_AreForThoseWhoMayReadIt()
    {
        var activity = await _ada.CreateActivityAsync();
        var address = $"/api/events?channel=activities/{activity.ToString().ToUpperInvariant()}";

        (await TypesAsync(_site.Anonymous, address)).Should().Equal("activity_created");
        (await TypesAsync(_site.Anonymous, "/api/events?channel=activities")).Should().Equal("activity_created");
        await _ada.SendJsonAsync("PUT", $"/api/activities/{activity}/access", """{"is_private":true}""");

        (await _site.Anonymous.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await TypesAsync(_ada, address)).Should().Equal("activity_created");
        (await _ada.GetAsync("/api/events?channel=activities/x")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Events_LeaveOutWhatIsHiddenFromTheCaller()
    {
        var activity = await _ada.CreateActivityAsync();
        var address = $"/api/events?channel=activities/{activity}";
        await _ada.GetAsync($"/api/activities/{activity}");

        await Site.UntilAsync(() => TypesAsync(_site.Anonymous, address), types => types.SequenceEqual(["activity_created", "activity_retrieved"]));

        (await TypesAsync(_ada, address)).Should().Equal("activity_created");
    }

    private static async Task<List<string?>> TypesAsync(HttpClient http, string address) =>
    [
        .. (await http.GetFromJsonAsync<JsonElement>(address)).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("event").GetString()),
    ];
}
