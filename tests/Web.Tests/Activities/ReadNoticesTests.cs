using Dots.Application.Events;
using Dots.Application.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Web.Tests.Activities;

public sealed class ReadNoticesTests : IAsyncLifetime
{
    private DotsApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await DotsApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("", 104, "activity_retrieved", "retrieved")]
    [InlineData("/config", 112, "activity_config_retrieved", "config_retrieved")]
    [InlineData("/hash", 113, "activity_hash_retrieved", "hash_retrieved")]
    public async Task Read_IsPublishedOnceForManyReads_AndHiddenFromTheReader(string address, int id, string name, string action)
    {
        var ada = await _app.SignInAsync("ada", "c-17");
        var activity = await ada.CreateActivityAsync(""" "secret":"text" """);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ada.GetAsync($"/api/activities/{activity}{address}")));

        var message = (await Waiting.UntilAsync(() => _app.MessagesAsync(activity, id), messages => messages.Count > 0))[0];
        (message.GetProperty("event").GetString(), message.GetProperty("action").GetString()).Should().Be((name, action));
        message.GetProperty("actor").GetRawText().Should().Be("""{"username":"ada","connection_id":"c-17"}""");
        message.GetRawText().Should().NotContain("secret");
        var logged = (await LogAsync(Channels.OfActivity(activity))).Where(e => e.Type == name).ToList();
        logged.Count.Should().BeLessThan(5, "twenty reads take far less than five seconds");
        logged[0].HiddenFrom.Should().Equal("users/1", "connections/c-17");
        new StreamRequest([], 0, null, null!, ["users/1"]).Wants(name, logged[0].HiddenFrom).Should().BeFalse();
        new StreamRequest([], 0, null, null!, ["users/2", "connections/c-18"]).Wants(name, logged[0].HiddenFrom).Should().BeTrue();
    }

    [Theory]
    [InlineData("/api/activities", 105, "all_activities_retrieved")]
    [InlineData("/api/activities/hashes", 114, "all_activity_hashes_retrieved")]
    public async Task List_IsPublishedOnTheSharedChannel(string address, int id, string name)
    {
        await _app.Http.GetAsync(address);

        var message = (await Waiting.UntilAsync(() => _app.MessagesAsync(Channels.Activities, id), messages => messages.Count > 0))[0];

        (message.GetProperty("event").GetString(), message.GetProperty("action").GetString()).Should().Be((name, name));
        message.GetProperty("data").GetRawText().Should().Be("""{"count":0}""");
        message.GetProperty("actor").GetRawText().Should().Be("""{"username":null,"connection_id":null}""");
        (await LogAsync(Channels.Activities)).Single(e => e.Type == name).HiddenFrom.Should().BeNull();
    }

    private async Task<IReadOnlyList<ServerEvent>> LogAsync(string channel) =>
        (await _app.Services.GetRequiredService<IEventLog>().ReadAsync([channel], 0, new(int.MaxValue, int.MaxValue), CancellationToken.None)).Events;
}
