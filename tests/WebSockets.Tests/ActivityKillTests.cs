using System.IO;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dots.Domain.Activities;

namespace Dots.WebSockets.Tests;

/// <summary>The state of activities after the server was killed.</summary>
public sealed class ActivityKillTests
{
    private readonly Guid _id = Guid.NewGuid();

    private string Address => $"/api/activities/{_id}";

    [Fact]
    public async Task Replicas_EndWithTheSameDocument_WhenTheServerIsKilledWhileManyEdit()
    {
        const int kills = 3, writers = 4, editsBetween = 30;
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        await CreateAsync(server);
        var followers = Enumerable.Range(0, 12).Select(i => new Follower(server.Address, _id, isFull: i % 2 == 0)).ToList();
        var following = followers.Select(follower => follower.FollowAsync()).ToList();

        var (isEditing, acknowledged) = (true, 0);
        var editing = Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var last = -1;
            for (var i = 0; Volatile.Read(ref isEditing); i++)
            {
                if (await TryEditAsync(server, $$"""{"w{{writer}}":{{i}}}"""))
                {
                    last = i;
                    Interlocked.Increment(ref acknowledged);
                }
            }

            return last;
        })).ToList();
        for (var kill = 0; kill < kills; kill++)
        {
            var enough = Volatile.Read(ref acknowledged) + editsBetween;
            await Waiting.UntilAsync(() => Volatile.Read(ref acknowledged) >= enough, "there are more edits");
            await server.KillAsync();
            await server.StartAgainAsync();
        }

        Volatile.Write(ref isEditing, false);
        var lasts = await Task.WhenAll(editing).WaitAsync(Waiting.Timeout);
        (await TryEditAsync(server, """{"done":true}""")).Should().BeTrue();
        await Task.WhenAll(following).WaitAsync(Waiting.Timeout);

        using var answer = await server.Http.GetAsync(Address);
        var document = (JsonObject)JsonValue.Parse(await answer.Content.ReadAsStringAsync());
        followers.Should().OnlyContain(follower => follower.Document.Equals(document) && $"\"{follower.Revision}\"" == answer.Headers.ETag!.Tag);
        followers.Should().OnlyContain(follower => follower.Connections > 1);
        for (var writer = 0; writer < writers; writer++)
        {
            // An edit whose response was lost may have been saved, but no acknowledged edit is missing.
            ((JsonNumber)document.Find($"w{writer}")!).Value.Should().BeGreaterThanOrEqualTo(lasts[writer]);
        }
    }

    [Fact]
    public async Task Upload_LeavesNothing_WhenTheServerIsKilledDuringIt()
    {
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        await CreateAsync(server);
        await PutAsync(server, "kept.bin");
        var before = FilesOf(server);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT {Address}/files/half.bin HTTP/1.1\r\nHost: localhost\r\nAuthorization: {server.Http.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Length: 200000\r\n\r\n{new string('x', 100_000)}"));
        await Waiting.UntilAsync(() => FilesOf(server).Length == before.Length + 1, "some of it is on the disk");

        await server.KillAsync();
        FilesOf(server).Should().HaveCount(before.Length + 1, "nobody was left to clean up");
        await server.StartAgainAsync();

        await Waiting.UntilAsync(() => FilesOf(server).Length == before.Length, "the next start cleans up");
        FilesOf(server).Should().Equal(before);
        using var half = await server.Http.GetAsync($"{Address}/files/half.bin");
        half.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var list = await server.Http.GetFromJsonAsync<JsonElement>($"{Address}/files");
        list.GetProperty("items").EnumerateArray().Select(file => file.GetProperty("name").GetString()).Should().Equal("kept.bin");
        (await server.Http.GetByteArrayAsync($"{Address}/files/kept.bin")).Should().HaveCount(1000);
        var events = await server.Http.GetFromJsonAsync<JsonElement>($"/api/events?channel=activities/{_id}");
        events.GetProperty("items").EnumerateArray().Count(e => e.GetProperty("event").GetString() == "file_uploaded").Should().Be(1);
    }

    [Fact]
    public async Task Upload_Continues_WhenAnotherServerStartsOnTheSameFolder()
    {
        await using var app = await DotsApp.StartAsync();
        var http = await app.SignInAsync("ola");
        using var created = await http.PostAsJsonAsync("/api/activities", new { id = _id });
        created.EnsureSuccessStatusCode();
        var halfway = new TaskCompletionSource();
        var uploading = http.PutAsync($"{Address}/files/slow.bin", new SlowContent(halfway.Task));
        await Waiting.UntilAsync(() => Directory.Exists(app.FilesFolder) && FilesIn(app.FilesFolder).Length == 1, "it is under way");

        await using (var other = await DotsApp.StartAsync($"Files:Folder={app.FilesFolder}"))
        {
            (await other.Http.GetAsync("/health/ready")).EnsureSuccessStatusCode();
            halfway.SetResult();
            (await uploading).StatusCode.Should().Be(HttpStatusCode.Created);
        }

        (await http.GetByteArrayAsync($"{Address}/files/slow.bin")).Should().HaveCount(2);
    }

    [Fact]
    public async Task User_HasLeft_WhenTheServerThatHadTheSocketIsKilled()
    {
        await using var server = await DotsProcess.StartAsync("Activities:GracePeriodSeconds=0.5", "Activities:StaleAfterSeconds=1");
        await server.SignInAsync("ola");
        await CreateAsync(server);
        var token = server.Http.DefaultRequestHeaders.Authorization!.Parameter;
        await using var socket = await SocketReader.OpenAsync(server.Address, $"/ws/activities/{_id}/?types=201", token);
        var joined = (await socket.ReadAsync()).GetProperty("seq").GetInt64();

        await server.KillAsync();
        await server.StartAgainAsync();
        await using var witness = await SocketReader.OpenAsync(server.Address, $"/ws/activities/{_id}/?types=201,202&since={joined}");

        var left = await witness.ReadAsync();
        left.GetProperty("id").GetInt32().Should().Be(202);
        left.GetProperty("data").GetRawText().Should().Be("""{"user":{"username":"ola"},"reason":"timeout","participants":0}""");
        var users = await server.Http.GetFromJsonAsync<JsonElement>($"{Address}/users");
        users.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    private async Task CreateAsync(DotsProcess server)
    {
        using var answer = await server.Http.PostAsJsonAsync("/api/activities", new { id = _id, name = "Herbata" });
        answer.EnsureSuccessStatusCode();
    }

    private async Task PutAsync(DotsProcess server, string name)
    {
        using var answer = await server.Http.PutAsync($"{Address}/files/{name}", new ByteArrayContent(new byte[1000]));
        answer.EnsureSuccessStatusCode();
    }

    private async Task<bool> TryEditAsync(DotsProcess server, string change)
    {
        try
        {
            using var answer = await server.Http.PatchAsync(Address, new StringContent(change, Encoding.UTF8, "application/json"));
            answer.EnsureSuccessStatusCode();
            return true;
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            // Killed before the response, or not started yet.
            await Task.Delay(Waiting.Reconnection);
            return false;
        }
    }

    private static string[] FilesOf(DotsProcess server) => FilesIn(Path.Combine(server.Database.Folder, "data", "files"));

    private static string[] FilesIn(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Content of two bytes, of which the second is sent when the test says so.</summary>
    private sealed class SlowContent(Task halfway) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[] { 1 });
            await stream.FlushAsync();
            await halfway;
            await stream.WriteAsync(new byte[] { 2 });
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2;
            return true;
        }
    }

    /// <summary>Replicates a document, reconnecting with its cursor as often as necessary, until the document is marked as done.</summary>
    private sealed class Follower(Uri server, Guid activity, bool isFull)
    {
        private long _seq;

        public JsonObject Document { get; private set; } = JsonObject.Empty;

        public int Revision { get; private set; }

        public int Connections { get; private set; }

        public async Task FollowAsync()
        {
            while (Document.Find("done") is null)
            {
                try
                {
                    var beginning = Revision == 0 ? "snapshot=true" : $"since={_seq}";
                    await using var reader = await SocketReader.OpenAsync(
                        server, $"/ws/activities/{activity}/?{beginning}&types=102{(isFull ? "&data=full" : "")}");
                    Connections++;
                    while (Document.Find("done") is null && await reader.NextAsync() is { } message)
                    {
                        Take(message);
                    }
                }
                catch (Exception exception) when (exception is WebSocketException or IOException)
                {
                    // The server is down.
                    await Task.Delay(Waiting.Reconnection);
                }
            }
        }

        private void Take(JsonElement message)
        {
            message.GetProperty("event").GetString().Should().NotBe("reset", "no cursor may be refused");
            var data = (JsonObject)JsonValue.From(message.GetProperty("data"));
            if (Revision > 0)
            {
                message.GetProperty("base_revision").GetInt32().Should().Be(Revision, "nothing is lost and nothing comes twice");
            }

            Document = Revision == 0 || isFull ? data : Changed(message);
            Revision = message.GetProperty("revision").GetInt32();
            _seq = message.GetProperty("seq").GetInt64();
            if (message.TryGetProperty("hash", out var hash))
            {
                CanonicalJson.HashOf(Document).Should().Be(hash.GetString());
            }
        }

        private JsonObject Changed(JsonElement message) => new KeyedChange(
            (JsonObject)JsonValue.From(message.GetProperty("updated_fields")),
            (JsonObject)JsonValue.From(message.GetProperty("removed_fields"))).ApplyTo(Document);
    }
}
