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
}
