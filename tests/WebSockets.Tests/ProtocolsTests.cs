using System.Net.WebSockets;
using System.Text;
using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

[TransportOnly]
public sealed class ProtocolsTests
{
    [Theory]
    [InlineData(0, "1.1")]
    [InlineData(1, "1.1")]
    [InlineData(1, "2.0")]
    public async Task Stream_IsTheSame_UnderEveryProtocol(int endpoint, string version)
    {
        using var database = TestDatabase.CreateForServer();
        TlsFiles.Write(database.Folder);
        await using var app = await DotsApp.StartOnAsync(database, TlsFiles.Endpoints);
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, theirs, _, _) => theirs is not null } };
        using var http = new HttpMessageInvoker(handler);
        await app.AppendAsync("newBoard", $"\"{new string('x', 100_000)}\"");
        await using var reader = await SocketReader.OpenAsync(
            app.Addresses[endpoint],
            "/ws/notifications/?since=0",
            configure: options =>
            {
                options.HttpVersion = Version.Parse(version);
                options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            },
            invoker: http);

        (await reader.ReadAsync()).GetProperty("seq").GetInt64().Should().Be(1);
        await app.AppendAsync("newPath", "{}");
        await reader.SendAsync("{}");
        var rest = new[] { await reader.ReadAsync(), await reader.ReadAsync() };
        rest.Select(message => message.GetProperty("event").GetString()).Should().BeEquivalentTo("newPath", "error");

        await reader.CloseAsync();
        reader.CloseStatus.Should().Be(WebSocketCloseStatus.NormalClosure);
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the place is given back");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Frames_AreNeverInterleaved_WhenAllSidesSendConcurrently(int endpoint)
    {
        const int events = 150, pings = 400;
        using var database = TestDatabase.CreateForServer();
        TlsFiles.Write(database.Folder);
        await using var app = await DotsApp.StartOnAsync(database, [.. TlsFiles.Endpoints, "Streams:SendTimeoutSeconds=300"]);

        // Small buffers on both sides, so that most sends complete asynchronously: on a busy machine this takes longer than a send may usually
        // take. The raw socket rejects broken frames.
        using var socket = await RawSocket.OpenAsync(app.Addresses[endpoint], "/ws/notifications/", receiveBuffer: 4096);
        var publishing = Task.Run(async () =>
        {
            for (var i = 0; i < events; i++)
            {
                await app.AppendAsync("newBoard", $"\"{new string('x', i * 997 % 30_000)}\"");
            }
        });
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < pings; i++)
            {
                await socket.SendAsync(Frame.Encode(Frame.Ping, Encoding.ASCII.GetBytes($"{i}")));
                await socket.SendTextAsync("{}");
            }
        });

        var (seqs, pongs, errors) = (new List<long>(), new List<string>(), 0);
        while (seqs.Count < events || pongs.Count < pings || errors < pings)
        {
            var frame = (await socket.ReadFrameAsync())!;
            if (frame.Opcode == Frame.Pong)
            {
                pongs.Add(frame.AsText);
            }
            else if (frame.Json.TryGetProperty("seq", out var seq))
            {
                seqs.Add(seq.GetInt64());
            }
            else
            {
                errors++;
            }
        }

        await Task.WhenAll(publishing, sending);
        seqs.Should().Equal(await app.LoggedIdsAsync());
        pongs.Should().Equal(Enumerable.Range(0, pings).Select(i => $"{i}"));
        await socket.SendAsync(Frame.Encode(Frame.Close, [0x03, 0xE8]));
        (await socket.ReadCloseAsync()).Should().Be(1000);
        (await socket.ReadFrameAsync()).Should().BeNull();
    }
}
