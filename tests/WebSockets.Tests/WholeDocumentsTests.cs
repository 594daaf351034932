using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dots.Application.Streaming;
using Dots.Domain.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.WebSockets.Tests;

/// <summary><c>?data=full</c>: whole documents as of each event, whether replayed or live.</summary>
public sealed class WholeDocumentsTests
{
    private const string MergePatch = "application/merge-patch+json";

    private readonly Guid _id = Guid.NewGuid();

    private string Address => $"/api/activities/{_id}";

    private string Channel => $"activities/{_id}";

    [Fact]
    public async Task Messages_CarryTheWholeStoredDocument_OnlyWhenRequested()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        await using var full = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=101,102");
        await using var part = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?types=101,102");
        await using var events = await SseReader.OpenAsync(app.Http, path: $"/sse/{Channel}/?data=full&types=101,102");
        var document = $$"""{"id":"{{_id}}","name":"Herbata","x":1.50,"revision":"mine","steps":[{"id":"s1","n":null}]}""";
        var edited = document.Replace("Herbata", "Kawa łaciata", StringComparison.Ordinal);

        await SendAsync(http, HttpMethod.Post, "/api/activities", document);
        await SendAsync(http, HttpMethod.Patch, Address, """{"name":"Kawa łaciata"}""");

        foreach (var (expected, revision) in new[] { (document, 1), (edited, 2) })
        {
            var (message, changed, sent) = (await full.ReadAsync(), await part.ReadAsync(), (await events.TakeAsync(1))[0]);

            message.GetProperty("data").GetRawText().Should().Be(expected, "it is kept member for member");
            message.GetProperty("revision").GetInt32().Should().Be(revision);
            message.GetProperty("hash").GetString().Should().Be(CanonicalJson.HashOf(JsonValue.Parse(expected)));
            message.GetProperty("hash").GetString().Should().Be(changed.GetProperty("data").GetProperty("hash").GetString());
            JsonElement.DeepEquals(Without(message, "hash", "data"), Without(changed, "data")).Should().BeTrue("nothing else is different");
            changed.GetProperty("data").TryGetProperty("steps", out _).Should().BeFalse();
            sent.Data.Should().Be(message.GetRawText());
            sent.Cursor.Should().Be(message.GetProperty("seq").GetInt64());
        }
    }

    [Fact]
    public async Task Resume_SendsEachDocumentAsOfItsEvent_AtEveryCursor()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        await using var live = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=101,102,103,111");
        var expected = await LiveALifeAsync(http);
        var lived = new List<(long Seq, string Data)>();
        while (lived.Count < expected.Count)
        {
            var message = await live.ReadAsync();
            lived.Add((message.GetProperty("seq").GetInt64(), message.GetProperty("data").GetRawText()));
        }

        // Even live, a document may be derived by undoing a later edit, so its members may be in another order.
        lived.Zip(expected).Should().OnlyContain(pair => IsSame(JsonElement.Parse(pair.First.Data), pair.Second));
        for (var cursor = 0; cursor < lived[^1].Seq; cursor++)
        {
            await using var socket = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=101,102,103,111&since={cursor}");
            await using var events = await SseReader.OpenAsync(app.Http, $"{cursor}", $"/sse/{Channel}/?data=full&types=101,102,103,111");
            foreach (var (seq, data) in lived.Where(message => message.Seq > cursor))
            {
                var message = await socket.ReadAsync();
                message.GetProperty("seq").GetInt64().Should().Be(seq);
                IsSame(message.GetProperty("data"), data).Should().BeTrue("event {0} after {1} has {2}", seq, cursor, message);
                IsSame((await events.TakeAsync(1))[0].Json.GetProperty("data"), data).Should().BeTrue();
            }
        }
    }

    [Fact]
    public async Task Documents_AreCorrect_WhenReadersComeAndGoDuringEdits()
    {
        const int edits = 80;
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=65536");
        var http = await app.SignInAsync("ola");
        await SendAsync(http, HttpMethod.Post, "/api/activities", $$"""{"id":"{{_id}}","n":0,"text":"{{new string('x', 20_000)}}"}""");

        var editing = Task.Run(async () =>
        {
            for (var i = 1; i <= edits; i++)
            {
                await SendAsync(http, HttpMethod.Patch, Address, $$"""{"n":{{i}}}""");
            }
        });
        var reading = Enumerable.Range(0, 8).Select(async reader =>
        {
            var (seq, numbers) = (0L, new List<int>());
            while (numbers.LastOrDefault() < edits)
            {
                await using var socket = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=102&since={seq}");
                for (var i = 0; i < 3 + reader && numbers.LastOrDefault() < edits && await socket.NextAsync() is { } message; i++)
                {
                    var data = message.GetProperty("data");
                    data.GetProperty("text").GetString().Should().HaveLength(20_000);
                    CanonicalJson.HashOf(JsonValue.From(data)).Should().Be(message.GetProperty("hash").GetString());
                    seq = message.GetProperty("seq").GetInt64();
                    numbers.Add(data.GetProperty("n").GetInt32());
                }
            }

            return numbers;
        }).ToList();

        foreach (var numbers in await Task.WhenAll(reading))
        {
            numbers.Should().Equal(Enumerable.Range(1, edits));
        }

        await editing;
    }

    [Fact]
    public async Task LateJoiner_GetsTheSnapshotAndThenWholeDocuments()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        await SendAsync(http, HttpMethod.Post, "/api/activities", $$"""{"id":"{{_id}}","a":1}""");
        await using var socket = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&snapshot=true&types=102");

        await SendAsync(http, HttpMethod.Patch, Address, """{"b":2}""");

        (await socket.ReadAsync()).GetProperty("data").GetRawText().Should().Be($$"""{"id":"{{_id}}","a":1}""");
        (await socket.ReadAsync()).GetProperty("data").GetRawText().Should().Be($$"""{"id":"{{_id}}","a":1,"b":2}""");
    }

    [Fact]
    public async Task OtherMessages_AreUnchanged()
    {
        await using var app = await DotsApp.StartAsync("Admins=ola");
        var http = await app.SignInAsAdministratorAsync("ola");
        await using var socket = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full");

        await SendAsync(http, HttpMethod.Post, "/api/alerts", """{"message":"Uwaga"}""");

        var alert = await socket.ReadAsync();
        alert.GetProperty("id").GetInt32().Should().Be(301);
        alert.GetProperty("data").GetProperty("message").GetString().Should().Be("Uwaga");
    }

    [Fact]
    public async Task Resume_BeginsWithAReset_WhenTheEarlierDocumentIsUnknown()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        await SendAsync(http, HttpMethod.Post, "/api/activities", $$"""{"id":"{{_id}}","a":1}""");

        // As written by a version that stored no undo.
        var gap = await app.AppendAsync("activity_updated", """{"id":102,"data":{"a":2}}""", Channel);
        await using var before = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=102&since={gap - 1}");
        await using var ahead = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=102&since=999");
        await using var behind = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&types=102&since={gap}");
        await using var part = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?types=102&since={gap - 1}");
        await SendAsync(http, HttpMethod.Patch, Address, """{"b":2}""");

        foreach (var (reader, reason) in new[] { (before, "not known"), (ahead, "ahead") })
        {
            var reset = await reader.ReadAsync();
            reset.GetProperty("event").GetString().Should().Be("reset");
            reset.GetProperty("data").GetProperty("reason").GetString().Should().Contain(reason);
            (await reader.ReadAsync()).GetProperty("data").GetProperty("b").GetInt32().Should().Be(2);
        }

        (await behind.ReadAsync()).GetProperty("data").GetProperty("a").GetInt32().Should().Be(1);
        (await part.TakeThroughAsync(gap)).Should().Equal(gap);
    }

    [Fact]
    public async Task Stream_EndsAndIsResetWithoutAffectingOthers_WhenItsDocumentsAreNotKnown()
    {
        using var errors = new LoggedErrors();
        await using var app = await DotsApp.StartWithAsync(services => services.AddSingleton<ILoggerProvider>(errors));
        var http = await app.SignInAsync("ola");
        var other = Guid.NewGuid();
        await using var full = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full");
        await using var events = await SseReader.OpenAsync(app.Http, path: $"/sse/{Channel}/?data=full");
        await using var part = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/");
        await using var others = await SocketReader.OpenAsync(app.Address, $"/ws/activities/{other}/?data=full&types=101");

        // Without the undo of the second event, the document at the first is unknown.
        const string update = """{"id":102,"data":{"a":2}}""";
        var last = await app.AppendAsync((Channel, "activity_updated", update), (Channel, "activity_updated", update));
        await SendAsync(http, HttpMethod.Post, "/api/activities", $$"""{"id":"{{other}}","a":1}""");

        (await part.TakeThroughAsync(last)).Should().Equal(last - 1, last);
        (await others.ReadAsync()).GetProperty("data").GetProperty("a").GetInt32().Should().Be(1);
        (await full.NextAsync()).Should().BeNull();
        full.CloseStatus.Should().Be((System.Net.WebSockets.WebSocketCloseStatus)1012);
        (await events.NextAsync()).Should().BeNull();
        await using var resumed = await SocketReader.OpenAsync(app.Address, $"/ws/{Channel}/?data=full&since={last - 2}");
        (await resumed.ReadAsync()).GetProperty("event").GetString().Should().Be("reset");
        app.Ended(StreamEnd.StateUnknown).Should().Be(2);
        errors.Messages.Should().BeEmpty();
    }

    [Theory]
    [InlineData("/sse/activities/?data=full")]
    [InlineData("/sse/notifications/?data=full")]
    [InlineData("/sse/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/?data=whole")]
    public async Task Get_IsRejected_WhenTheDataModeIsUnknown(string path)
    {
        await using var app = await DotsApp.StartAsync();

        using var answer = await app.Http.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty("data", out _).Should().BeTrue();
    }

    /// <summary>Everything that can happen to a document, including its recreation under the same id.</summary>
    /// <returns>What the messages must show.</returns>
    private async Task<List<string>> LiveALifeAsync(HttpClient http)
    {
        var shown = new List<string>();
        await DocumentAsync(HttpMethod.Post, "/api/activities", $$$"""{"id":"{{{_id}}}","name":"A","steps":[{"id":"a","x":{"y":1}},{"id":"b"}],"tags":[1,2]}""");
        await DocumentAsync(HttpMethod.Put, Address, """{"steps":[{"id":"b","z":null},{"id":"n"},{"id":"a","x":{}}],"tags":[]}""");
        await ConfigAsync(HttpMethod.Put, """{"visibility":"private","theme":null}""");
        await DocumentAsync(HttpMethod.Patch, Address, """{"steps":[{"id":"N","q":[{"id":"1"}]}],"removed_fields":{"steps":["a"]}}""");
        await DocumentAsync(HttpMethod.Patch, Address, """{"tags":{"t":{"u":null,"v":1}}}""", MergePatch);
        await ConfigAsync(HttpMethod.Patch, """{"theme":"dark"}""");
        await DocumentAsync(HttpMethod.Put, Address, """{"Steps":[]}""");
        await DeleteAsync();
        await DocumentAsync(HttpMethod.Post, "/api/activities", $$$"""{"id":"{{{_id}}}","other":{"a":[{"id":"x"}]}}""");
        await ConfigAsync(HttpMethod.Put, """{"second":true}""");
        await DocumentAsync(HttpMethod.Patch, Address, """{"other":{"a":[{"id":"x","deep":[1,{"id":2}]}]}}""");
        return shown;

        async Task DocumentAsync(HttpMethod method, string address, string body, string type = "application/json") =>
            shown.Add(await SendAsync(http, method, address, body, type));

        async Task ConfigAsync(HttpMethod method, string body) => shown.Add(await SendAsync(http, method, $"{Address}/config", body));

        async Task DeleteAsync()
        {
            (await http.DeleteAsync(Address)).EnsureSuccessStatusCode();
            shown.Add($$"""{"id":"{{_id}}","name":""}""");
        }
    }

    private static async Task<string> SendAsync(HttpClient http, HttpMethod method, string path, string json, string type = "application/json")
    {
        using var answer = await http.SendAsync(new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, type) });
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static bool IsSame(JsonElement data, string expected) => JsonValue.From(data).Equals(JsonValue.Parse(expected));

    private static JsonElement Without(JsonElement message, params string[] members) => JsonElement.Parse(
        new JsonObject(((JsonObject)JsonValue.From(message)).Members.Where(member => !members.Contains(member.Key))).ToUtf8());
}
