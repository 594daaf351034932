using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dots.Application.Events;

namespace Dots.Streams.Tests;

public sealed class PrivateChannelTests
{
    [Fact]
    public async Task Stream_CarriesPrivateEvents_OnlyForItsUser()
    {
        await using var app = await DotsApp.StartAsync();
        var ola = await app.RegisterAsync("ola");
        var jan = await app.RegisterAsync("jan");
        await AppendToAllAsync(app, ola.Channel, jan.Channel);
        await using var olas = await SseReader.OpenAsync(app.SignInAs(ola), "0");
        await using var jans = await SseReader.OpenAsync(app.SignInAs(jan), "0");
        await using var strangers = await SseReader.OpenAsync(app.Http, "0");

        await AppendToAllAsync(app, ola.Channel, jan.Channel);
        var end = await app.AppendAsync("newBoard", "{}");

        (await olas.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications, Channels.Alerts, ola.Channel));
        (await jans.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications, Channels.Alerts, jan.Channel));
        (await strangers.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications, Channels.Alerts));
    }

    [Fact]
    public async Task Path_IsReportedOnEveryStreamOfItsUser_AndOnNoOther()
    {
        await using var app = await DotsApp.StartAsync();
        var ola = await app.RegisterAsync("ola");
        var jan = await app.RegisterAsync("jan");
        using var olas = app.SignInAs(ola);
        using var jans = app.SignInAs(jan);
        var board = (await (await olas.PostAsync("/api/boards", Json(
            """{"name":"Free","rows":1,"cols":2,"dots":[]}"""))).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        await using var sse = await SseReader.OpenAsync(olas, "0");
        await using var ofActivities = await SseReader.OpenAsync(olas, "0", "/sse/activities/");
        await using var filtered = await SseReader.OpenAsync(olas, "0", "/sse/notifications/?types=path_saved,deletedBoard");
        await using var socket = await SocketReader.OpenAsync(app.Address, $"/ws/notifications/?since=0&ticket={await IssueTicketAsync(olas)}");
        await using var another = await SseReader.OpenAsync(jans, "0");
        await using var visitor = await SocketReader.OpenAsync(app.Address, "/ws/notifications/?since=0");

        await olas.PutAsync($"/api/boards/{board}/path", Json("""{"cells":[{"row":0,"col":0}]}"""));
        var saved = (await app.LoggedIdsAsync(ola.Channel)).Single();
        await jans.PutAsync($"/api/boards/{board}/path", Json("""{"cells":[{"row":0,"col":1}]}"""));
        var end = await app.AppendAsync("deletedBoard", "{}");
        var endOfActivities = await app.AppendAsync("activity_created", "{}", Channels.Activities);

        (await sse.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications, ola.Channel));
        (await socket.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications, ola.Channel));
        (await ofActivities.TakeThroughAsync(endOfActivities)).Should().Equal(saved, endOfActivities);
        (await filtered.TakeThroughAsync(end)).Should().Equal(saved, end);
        (await another.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications, jan.Channel)).And.NotContain(saved);
        (await visitor.TakeThroughAsync(end)).Should().Equal(await app.LoggedIdsAsync(Channels.Notifications));

        // A device that was away.
        await using var later = await SseReader.OpenAsync(olas, $"{saved - 1}");
        var replayed = (await later.TakeAsync(1))[0];
        (replayed.Cursor, replayed.Type).Should().Be((saved, "path_saved"));
        replayed.Data.Should().StartWith($$"""{"seq":{{saved}},"id":501,"event":"path_saved",""").And.NotContain("cells");
    }

    [Fact]
    public async Task Stream_KeepsLogOrder_WhenItsChannelsAreWrittenConcurrently()
    {
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=65536");
        var ola = await app.RegisterAsync("ola");
        var http = app.SignInAs(ola);
        string[] channels = [Channels.Notifications, Channels.Alerts, ola.Channel];
        var isOver = false;
        var readers = Enumerable.Range(0, 10).Select(_ => new ResumingReader(http)).ToArray();
        var reading = readers.Select(reader => reader.ReadUntilAsync(e => e.Type == "deletedBoard")).ToArray();

        // The private channel has no other reader: it is opened and closed while it is written to.
        var comingAndGoing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                await using var reader = await SseReader.OpenAsync(http, "0");
                await reader.TakeAsync(1);
            }
        });
        await app.AppendAsync("newBoard", "{}");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await app.AppendAsync("newPath", $"\"{new string('x', 300)}\"", channels[writer % channels.Length]);
            }
        })));
        await app.AppendAsync("deletedBoard", "{}");
        await Task.WhenAll(reading).WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);
        Volatile.Write(ref isOver, true);
        await comingAndGoing.WaitAsync(Waiting.Timeout, TestContext.Current.CancellationToken);

        var logged = await app.LoggedIdsAsync(channels);
        readers.Should().AllSatisfy(reader => reader.Events.Select(e => e.Cursor).Should().Equal(logged));
        http.Dispose();
    }

    private static Task AppendToAllAsync(DotsApp app, string olas, string jans) =>
        app.AppendAsync(
            (Channels.Notifications, "newBoard", "{}"),
            (olas, "newPath", "{}"),
            (jans, "newPath", "{}"),
            (Channels.Alerts, "newPath", "{}"),
            (olas, "newPath", "{}"),
            (Channels.Notifications, "newBoard", "{}"));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<string> IssueTicketAsync(HttpClient http)
    {
        using var answer = await http.PostAsync("/api/streams/ticket", null);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket").GetString()!;
    }
}
