using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Web.Tests.Activities;

public sealed class PollingTests : IAsyncLifetime
{
    private DotsApp _app = null!;
    private HttpClient _ada = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ada = await _app.SignInAsync("ada");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_IsEmpty_WhenTheCallerMayNotReadTheActivity()
    {
        var activity = await _ada.CreateActivityAsync();
        var address = $"/api/events?channel=activities/{activity.ToString().ToUpperInvariant()}";

        (await TypesAsync(_app.Http, address)).Should().Equal("activity_created");
        (await TypesAsync(_app.Http, "/api/events?channel=activities")).Should().Equal("activity_created");
        await _ada.SendJsonAsync("PUT", $"/api/activities/{activity}/access", """{"is_private":true}""");

        (await TypesAsync(_app.Http, address)).Should().BeEmpty();
        (await TypesAsync(_ada, address)).Should().Equal("activity_created");
        (await _ada.GetAsync("/api/events?channel=activities/x")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task List_OmitsEventsThatAreHiddenFromTheCaller()
    {
        var activity = await _ada.CreateActivityAsync();
        var address = $"/api/events?channel=activities/{activity}";
        await _ada.GetAsync($"/api/activities/{activity}");

        await Waiting.UntilAsync(() => TypesAsync(_app.Http, address), types => types.SequenceEqual(["activity_created", "activity_retrieved"]));

        (await TypesAsync(_ada, address)).Should().Equal("activity_created");
    }

    private static async Task<List<string?>> TypesAsync(HttpClient http, string address) =>
    [
        .. (await http.GetFromJsonAsync<JsonElement>(address)).GetProperty("items").EnumerateArray().Select(e => e.GetProperty("event").GetString()),
    ];
}
