using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

public sealed class ActivitySocketsTests
{
    private const string Id = "63b76319-68ef-4412-9dd4-bb2a13315ee2";
    private const string Channel = $"activities/{Id}";
    private const string Stream = $"/ws/activities/{Id}/";

    private readonly ActivityPorts _ports = new();

    [Theory]
    [InlineData("""{"id": 102, "base_revision": 7, "updated_fields": {}}""")]
    [InlineData("""{"id": 203, "data": {"status": "away"}}""")]
    public async Task Message_ReachesTheHandler_FromASignedInClient(string message)
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var token = (await app.RegisterAsync("ola")).AccessToken;
        await using var reader = await SocketReader.OpenAsync(app.Address, $"{Stream}?connection_id=c-17", token);

        await reader.SendAsync(message);

        await Waiting.UntilAsync(() => _ports.Received.Count == 1, "the inbox has it");
        _ports.Received.Should().Equal($"{Id} ola c-17 {message}");
    }

    [Theory]
    [InlineData(Stream, """{"id": 101}""")]
    [InlineData(Stream, """{"id": 102.5}""")]
    [InlineData(Stream, """{"id": "102"}""")]
    [InlineData(Stream, """{"data": {"status": "away"}}""")]
    [InlineData(Stream, "[102]")]
    [InlineData(Stream, "102")]
    [InlineData(Stream, "null")]
    [InlineData(Stream, """{"id": 999, "ref": "\ud800"}""")]
    [InlineData(Stream, """{"id": 102, "ref": ["\udc00\ud800"]}""")]
    [InlineData(Stream, """{"\ud800": 1, "id": 102}""")]
    [InlineData("/ws/activities/", """{"id": 102}""")]
    [InlineData("/ws/notifications/", """{"id": 203}""")]
    public async Task Message_IsAnsweredWithAnError_WhenItIsUnknown(string path, string message)
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var token = (await app.RegisterAsync("ola")).AccessToken;
        await using var reader = await SocketReader.OpenAsync(app.Address, path, token);

        await reader.SendAsync(message);
        var answer = await reader.ReadAsync();

        answer.GetProperty("event").GetString().Should().Be("error");
        answer.GetProperty("data").GetProperty("detail").GetString().Should().NotBeEmpty();
        answer.TryGetProperty("seq", out _).Should().BeFalse("it is no event of the log, and must not move the cursor");
        _ports.Received.Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Message_IsNotExecuted_WhenTheSocketIsClosedBeforeItsLastFragment(int fragments)
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var token = (await app.RegisterAsync("ola")).AccessToken;
        using var socket = await RawSocket.KnockAsync(
            app.Address,
            $"GET {Stream} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: Bearer {token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        var message = """{"id": 102, "base_revision": 7, "updated_fields": {}}"""u8.ToArray();
        var bytes = message.Chunk((message.Length / fragments) + 1)
            .SelectMany((part, i) => Frame.Encode(i == 0 ? Frame.Text : Frame.Continuation, part, isFinal: false));

        await socket.SendAsync((byte[])[.. bytes, .. Frame.Encode(Frame.Close, [0x03, 0xE9])]);

        (await socket.ReadCloseAsync()).Should().Be(1001);
        (await socket.ReadFrameAsync()).Should().BeNull();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the socket is closed");
        _ports.Received.Should().BeEmpty();
    }

    [Fact]
    public async Task Message_IsAnsweredWithAnError_WhenNobodyIsSignedIn()
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        await using var reader = await SocketReader.OpenAsync(app.Address, Stream);

        await reader.SendAsync("""{"id": 102, "ref": "a-1", "base_revision": 1, "updated_fields": {}}""");

        var answer = await reader.ReadAsync();
        answer.GetProperty("ref").GetString().Should().Be("a-1");
        answer.GetProperty("data").GetProperty("status").GetInt32().Should().Be(401);
        answer.GetProperty("data").GetProperty("detail").GetString().Should().Contain("Sign in");
        _ports.Received.Should().BeEmpty();
        _ports.Present.Should().BeEmpty();
    }

    [Fact]
    public async Task Messages_AreHandledOneAtATime()
    {
        var gate = new TaskCompletionSource();
        _ports.Gate = gate.Task;
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var token = (await app.RegisterAsync("ola")).AccessToken;
        await using var reader = await SocketReader.OpenAsync(app.Address, Stream, token);

        for (var i = 0; i < 20; i++)
        {
            await reader.SendAsync($$"""{"id": 102, "refuse": {{i}}}""");
        }

        // Events of the log still arrive while the first message is handled.
        await Waiting.UntilAsync(() => _ports.Received.Count == 1, "the first is being done");
        await app.AppendAsync("activity_created", """{"id":101}""", Channel);
        (await reader.ReadAsync()).GetProperty("seq").GetInt64().Should().Be(1);
        _ports.Received.Should().HaveCount(1);
        gate.SetResult();

        for (var i = 0; i < 20; i++)
        {
            (await reader.ReadAsync()).GetProperty("data").GetProperty("detail").GetString().Should().Be("stale");
        }

        _ports.Received.Should().HaveCount(20);
    }

    [Fact]
    public async Task Socket_DeliversNothingAndNobodyIsPresent_WhenTheActivityIsHiddenFromTheCaller()
    {
        _ports.Members = ["ola"];
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var member = (await app.RegisterAsync("ola")).AccessToken;
        var stranger = (await app.RegisterAsync("ula")).AccessToken;

        await using var reader = await SocketReader.OpenAsync(app.Address, Stream, member);
        foreach (var token in (string?[])[stranger, null])
        {
            await using var hidden = await SocketReader.OpenAsync(app.Address, Stream, token);
            var seq = await app.AppendAsync("activity_created", """{"id":101}""", Channel);
            var alert = await app.AppendAsync("system_alert", """{"id":301}""", Channels.Alerts);
            (await hidden.TakeThroughAsync(alert)).Should().Equal(alert);
            (await reader.TakeThroughAsync(alert)).Should().Contain(seq);
            _ports.Present.Should().ContainSingle().Which.Should().StartWith("ola");
        }
    }

    [Fact]
    public async Task Socket_IsClosedWith1008_WhenTheMembershipIsWithdrawn()
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        using var socket = await RawSocket.OpenAsync(app.Address, Stream);

        _ports.Withdraw();

        (await socket.ReadCloseAsync()).Should().Be(1008);
    }

    [Fact]
    public async Task User_IsPresent_AsLongAsTheSocketIsOpen()
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var token = (await app.RegisterAsync("ola")).AccessToken;
        await using var first = await SocketReader.OpenAsync(app.Address, $"{Stream}?connection_id=a", token);
        await using var second = await SocketReader.OpenAsync(app.Address, $"{Stream}?connection_id=b", token);
        await Waiting.UntilAsync(() => _ports.Present.Count == 2, "both are there");

        await first.CloseAsync();

        await Waiting.UntilAsync(() => _ports.Present.Count == 1, "one has left");
        _ports.Present.Should().Equal("ola b");
    }

    [Fact]
    public async Task Snapshot_ComesFirst_AndThenLaterEvents()
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        await app.AppendAsync("activity_created", """{"id":101}""", Channel);
        var after = await app.AppendAsync("activity_updated", """{"id":102}""", Channel);
        await app.AppendAsync("activity_updated", """{"id":102}""", Channel);
        _ports.Snapshot = () => new ActivitySnapshot(after, """{"seq":2,"id":104,"data":{"name":"x"}}"""u8.ToArray());

        await using var reader = await SocketReader.OpenAsync(app.Address, $"{Stream}?snapshot=true&since=0&types=102");
        await app.AppendAsync("activity_updated", """{"id":102}""", Channel);

        (await reader.ReadAsync()).GetRawText().Should().Be("""{"seq":2,"id":104,"data":{"name":"x"}}""");
        (await reader.TakeThroughAsync(4)).Should().Equal(3, 4);
    }

    [Fact]
    public async Task Snapshot_IsFollowedByTheCreation_WhenTheActivityIsCreatedInBetween()
    {
        DotsApp? app = null;
        _ports.Snapshot = () =>
        {
            // After the lookup, and before the stream starts.
            app!.AppendAsync("activity_created", """{"id":101}""", Channel).GetAwaiter().GetResult();
            return null;
        };
        await using var started = app = await DotsApp.StartWithAsync(_ports.Replace);

        await using var reader = await SocketReader.OpenAsync(app.Address, $"{Stream}?snapshot=true");

        (await reader.ReadAsync()).GetRawText().Should().Be("""{"seq":1,"id":101}""");
    }

    [Fact]
    public async Task PrivateMessagesAndAlerts_AreSent_OnlyToTheirRecipients()
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var ola = await app.RegisterAsync("ola");
        await using var hers = await SocketReader.OpenAsync(app.Address, token: ola.AccessToken);
        await using var visitors = await SocketReader.OpenAsync(app.Address);

        await app.AppendAsync("notification_sent", """{"id":302,"event":"notification_sent"}""", ola.Channel);
        await app.AppendAsync("system_alert", """{"id":301,"event":"system_alert"}""", Channels.Alerts);
        await app.AppendAsync("newBoard", "{}");

        (await hers.ReadAsync()).GetRawText().Should().Be("""{"seq":1,"id":302,"event":"notification_sent"}""");
        (await hers.TakeThroughAsync(3)).Should().Equal(2, 3);
        (await visitors.TakeThroughAsync(3)).Should().Equal(2, 3);
    }

    [Theory]
    [InlineData("/sse/activities")]
    [InlineData($"/sse/activities/{Id}/")]
    public async Task ServerSentEvents_CarryTheSameMessages(string path)
    {
        await using var app = await DotsApp.StartWithAsync(_ports.Replace);
        var channel = path.EndsWith("activities", StringComparison.Ordinal) ? Channels.Activities : Channel;
        await app.AppendAsync("activity_created", """{"id":101}""", channel);
        await app.AppendAsync("activity_updated", """{"id":102}""", channel);

        using var reading = new System.IO.StreamReader(await app.Http.GetStreamAsync($"{path}?last_event_id=0&types=102"));
        var lines = new List<string>();
        while (lines.Count == 0 || !lines[^1].StartsWith("data", StringComparison.Ordinal))
        {
            lines.Add((await reading.ReadLineAsync().WaitAsync(Waiting.Timeout))!);
        }

        lines[^3..].Should().Equal("id: 2", "event: activity_updated", """data: {"seq":2,"id":102}""");
    }
}
