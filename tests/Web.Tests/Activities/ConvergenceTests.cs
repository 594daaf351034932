using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dots.Domain.Activities;

namespace Dots.Web.Tests.Activities;

public sealed class ConvergenceTests
{
    private const int Readers = 50;
    private const int Writers = 5;
    private const int EditsEach = 12;

    [Fact]
    public async Task Replicas_Converge_WhenWritersEditAndReadersReconnect()
    {
        await using var app = await DotsApp.StartAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var ada = await app.SignInAsync("ada");
        var activity = await ada.CreateActivityAsync(""" "name":"Tea","steps":[{"id":"s0","n":0}],"tags":[] """);
        var address = new UriBuilder(ada.BaseAddress!) { Scheme = "ws", Path = $"/ws/activities/{activity}/" }.Uri;
        var writers = new List<HttpClient>();
        for (var i = 0; i < Writers; i++)
        {
            writers.Add(await app.SignInAsync($"writer{i}"));
        }

        // Half of the readers use each transport; on each, a third reconnects repeatedly and half reads whole documents.
        var replicas = Enumerable.Range(0, Readers).Select<int, Replica>(i => i % 2 == 0
            ? new SocketReplica(address) { DropsAfter = i % 3 == 0 ? 3 + (i % 5) : null, IsFull = i % 4 == 0 }
            : new EventsReplica(ada.BaseAddress!, activity) { DropsAfter = i % 3 == 0 ? 3 + (i % 5) : null, IsFull = i % 4 == 1 }).ToList();
        await Task.WhenAll(replicas.Select(replica => replica.OpenAsync(timeout.Token)));
        var following = replicas.Select(replica => replica.FollowAsync(timeout.Token)).ToList();
        await Task.WhenAll(writers.Select((writer, i) => EditAsync(writer, address, new Random(i), timeout.Token)));
        (await ada.SendJsonAsync("PATCH", $"/api/activities/{activity}", """{"done":true}""")).EnsureSuccessStatusCode();
        await Task.WhenAll(following);

        var answer = await ada.GetAsync($"/api/activities/{activity}");
        var document = JsonValue.Parse(await answer.TextAsync());
        replicas.Should().OnlyContain(replica => replica.Document.Equals(document) && $"\"{replica.Revision}\"" == answer.Headers.ETag!.Tag);
        replicas.OfType<SocketReplica>().Sum(replica => replica.Drops).Should().BePositive();
        replicas.OfType<EventsReplica>().Sum(replica => replica.Drops).Should().BePositive();
        replicas.ForEach(replica => replica.Dispose());
    }

    private static async Task EditAsync(HttpClient writer, Uri address, Random random, CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", writer.DefaultRequestHeaders.Authorization!.ToString());
        await socket.ConnectAsync(new Uri($"{address}?types=103"), cancellationToken);
        for (var i = 0; i < EditsEach; i++)
        {
            var edit = random.Next(5) switch
            {
                0 => $$$"""{"updated_fields":{"name":"{{{random.Next()}}}"}}""",
                1 => $$$"""{"updated_fields":{"steps":[{"id":"s{{{random.Next(6)}}}","n":{{{random.Next()}}}}]}}""",
                2 => $$$"""{"removed_fields":{"steps":["s{{{random.Next(6)}}}"]}}""",
                3 => $$$"""{"updated_fields":{"steps":[{"id":"s{{{random.Next(6)}}}","x":null}]},"removed_fields":{"steps":{"s{{{random.Next(6)}}}":["n"]} } }""",
                _ => $$$"""{"updated_fields":{"tags":[{{{random.Next()}}}]}}""",
            };
            await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"id":102,{{edit[1..]}}"""), WebSocketMessageType.Text, true, cancellationToken);
        }

        // A socket's messages are handled in order, so the reply to this one means that all edits have been handled.
        await socket.SendAsync("""{"id":102,"base_revision":-1}"""u8.ToArray(), WebSocketMessageType.Text, true, cancellationToken);
        await socket.ReceiveAsync(new byte[4096], cancellationToken);
        socket.Abort();
    }

    /// <summary>A client's copy of the document, kept up to date from its stream.</summary>
    private abstract class Replica : IDisposable
    {
        public int? DropsAfter { get; init; }

        /// <summary>Whether the stream carries whole documents instead of changes.</summary>
        public bool IsFull { get; init; }

        public JsonObject Document { get; private set; } = JsonObject.Empty;

        public int Revision { get; private set; }

        public int Drops { get; private set; }

        protected long Seq { get; private set; }

        protected string Form => IsFull ? "&data=full" : "";

        public abstract Task OpenAsync(CancellationToken cancellationToken);

        public async Task FollowAsync(CancellationToken cancellationToken)
        {
            for (var messages = 1; Document.Find("done") is null; messages++)
            {
                Apply(await ReadAsync(cancellationToken));
                if (messages % DropsAfter == 0)
                {
                    Dispose();
                    await OpenAsync(cancellationToken);
                    Drops++;
                }
            }
        }

        public abstract void Dispose();

        protected abstract Task<JsonElement> ReadAsync(CancellationToken cancellationToken);

        private void Apply(JsonElement message)
        {
            var seq = message.GetProperty("seq").GetInt64();
            seq.Should().BeGreaterThanOrEqualTo(Seq, "events arrive in log order");
            Seq = seq;
            switch (message.GetProperty("id").GetInt32())
            {
                case 101 or 104 when Revision == 0:
                    Document = (JsonObject)JsonValue.From(message.GetProperty("data"));
                    Revision = message.GetProperty("revision").GetInt32();
                    break;
                case 102:
                    message.GetProperty("base_revision").GetInt32().Should().Be(Revision, "no event is lost or delivered twice");
                    var data = (JsonObject)JsonValue.From(message.GetProperty("data"));
                    Document = IsFull
                        ? data
                        : new KeyedChange(
                            (JsonObject)JsonValue.From(message.GetProperty("updated_fields")),
                            (JsonObject)JsonValue.From(message.GetProperty("removed_fields"))).ApplyTo(Document);
                    Revision = message.GetProperty("revision").GetInt32();
                    CanonicalJson.HashOf(Document).Should().Be((IsFull ? message.GetProperty("hash") : message.GetProperty("data").GetProperty("hash")).GetString());
                    break;
            }
        }
    }

    private sealed class SocketReplica(Uri address) : Replica
    {
        private readonly byte[] _buffer = new byte[256 * 1024];
        private ClientWebSocket _socket = new();

        public override Task OpenAsync(CancellationToken cancellationToken)
        {
            _socket = new ClientWebSocket();
            return _socket.ConnectAsync(new Uri($"{address}?{(Revision == 0 ? "snapshot=true" : $"since={Seq}")}{Form}"), cancellationToken);
        }

        public override void Dispose() => _socket.Dispose();

        protected override async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
                length += received.Count;
            }
            while (!received.EndOfMessage);

            return JsonElement.Parse(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>
    /// SSE streams have no snapshots, so this replica starts from the whole document of the creation event.
    /// </summary>
    private sealed class EventsReplica(Uri site, Guid activity) : Replica
    {
        private readonly HttpClient _http = new() { BaseAddress = site, Timeout = Timeout.InfiniteTimeSpan };
        private System.IO.StreamReader? _lines;

        public override async Task OpenAsync(CancellationToken cancellationToken)
        {
            var form = Revision == 0 ? "&data=full&types=101" : Form;
            _lines = new System.IO.StreamReader(
                await _http.GetStreamAsync($"/sse/activities/{activity}/?last_event_id={Seq}{form}", cancellationToken));
        }

        public override void Dispose() => _lines?.Dispose();

        protected override async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
        {
            const string data = "data: ";
            string? line;
            while (!(line = await _lines!.ReadLineAsync(cancellationToken) ?? throw new System.IO.EndOfStreamException()).StartsWith(data, StringComparison.Ordinal))
            {
            }

            var message = JsonElement.Parse(line[data.Length..]);
            if (Revision == 0)
            {
                Dispose();
                _lines = new System.IO.StreamReader(await _http.GetStreamAsync(
                    $"/sse/activities/{activity}/?last_event_id={message.GetProperty("seq").GetInt64()}{Form}", cancellationToken));
            }

            return message;
        }
    }
}
