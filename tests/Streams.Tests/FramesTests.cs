using System.Text;
using System.Text.Json;

namespace Dots.Streams.Tests;

[TransportOnly]
public sealed class FramesTests
{
    public static TheoryData<string> HostileTexts { get; } =
    [
        "a\rb", "a\nb", "a\r\nb", "a\n\rb", "\r", "\n", "\n\n", "\r\r", "a\u2028b\u2029c", "a\u0085b", "a\0b", "\uFEFFa",
        "x\n\nevent: deletedBoard\ndata: {}\n\n", "x\r\rid: 999999\r\r", "\nretry: 1\n", ": no comment", " leading and trailing ",
        "💣👩‍👩‍👧‍👦🇵🇱", string.Concat(Enumerable.Repeat("💣", 100)), new string('ł', 100), new string('x', 100_000), string.Concat(Enumerable.Repeat("💥", 40_000)),
    ];

    [Fact]
    public async Task Frame_MatchesTheExactBytes_WhenAnEventIsSent()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenStreamAsync(app.Address);
        await connection.ReadChunkAsync();

        await app.AppendAsync("newBoard", """{"board_id": 123, "board_name": "Łódź", "creator_username": "ola"}""");
        var chunk = await connection.ReadChunkAsync();

        Encoding.UTF8.GetString(chunk!).Should().Be(
            "id: 1\nevent: newBoard\ndata: {\"board_id\": 123, \"board_name\": \"Łódź\", \"creator_username\": \"ola\"}\n\n");
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Frame_PreservesTheText_WhenItIsHostileJson(string text)
    {
        await using var app = await DotsApp.StartAsync();
        await using var live = await SseReader.OpenAsync(app.Http);

        await app.AppendAsync("newBoard", JsonSerializer.Serialize(new { text }));
        await app.AppendAsync("newPath", "{}");

        await using var late = await SseReader.OpenAsync(app.Http, lastEventId: "0");
        foreach (var reader in (SseReader[])[live, late])
        {
            var (first, second) = (await reader.NextAsync(), await reader.NextAsync());
            first!.Should().BeEquivalentTo(new { Id = "1", Type = "newBoard" });
            first!.Json.GetProperty("text").GetString().Should().Be(text);
            second.Should().Be(new Received("2", "newPath", "{}"));
            reader.Parser.Retries.Should().HaveCount(1, "the text must not set the retry time");
        }
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Frame_StaysIntact_WhenAPayloadHasLineBreaks(string payload)
    {
        await using var app = await DotsApp.StartAsync();
        await using var reader = await SseReader.OpenAsync(app.Http);

        // No serialiser writes this: unescaped line breaks.
        await app.AppendAsync("newBoard", payload);
        await app.AppendAsync("newPath", "{}");
        var (first, second) = (await reader.NextAsync(), await reader.NextAsync());

        var asOneLineEnd = payload.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        first.Should().Be(new Received("1", "newBoard", asOneLineEnd));
        second.Should().Be(new Received("2", "newPath", "{}"));
    }

    [Fact]
    public async Task Frames_ParseToTheSameEvents_WhenTheBytesArriveInAnyChunks()
    {
        await using var app = await DotsApp.StartAsync();
        foreach (var text in HostileTexts)
        {
            await app.AppendAsync("newBoard", JsonSerializer.Serialize(new { text = text.Data }));
        }

        var bytes = await ReadRawThroughAsync(app, await app.AppendAsync("newPath", "{}"));
        var whole = new EventParser().Feed(bytes);
        whole.Should().HaveCount(HostileTexts.Count + 1);

        var byteByByte = new EventParser();
        bytes.SelectMany(b => byteByByte.Feed([b])).Should().Equal(whole);

        var random = new Random(1);
        for (var round = 0; round < 10; round++)
        {
            var parser = new EventParser();
            var events = new List<Received>();
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(random.Next(1, 50), bytes.Length - at);
                events.AddRange(parser.Feed(bytes.AsSpan(at, length)));
                at += length;
            }

            events.Should().Equal(whole);
        }
    }

    [Fact]
    public async Task Frames_AllArrive_WhenAReaderReadsOneByteAtATime()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address, receiveBuffer: 1);
        await connection.SendAsync("GET /sse/notifications/?last_event_id=0 HTTP/1.0\r\n\r\n");
        await connection.ReadHeadAsync();

        for (var i = 0; i < 20; i++)
        {
            await app.AppendAsync("newBoard", $$"""{"board_id": {{i}}}""");
        }

        var parser = new EventParser();
        var events = new List<Received>();
        while (events.Count < 20)
        {
            events.AddRange(parser.Feed(await connection.ReadSomeAsync(atMost: 1)));
        }

        events.Select(e => e.Cursor).Should().Equal(await app.LoggedIdsAsync());
    }

    private static async Task<byte[]> ReadRawThroughAsync(DotsApp app, long id)
    {
        using var connection = await RawConnection.OpenStreamAsync(app.Address, path: "/sse/notifications/?last_event_id=0");
        var bytes = new List<byte>();
        var parser = new EventParser();
        while (parser.LastEventId != $"{id}")
        {
            var chunk = (await connection.ReadChunkAsync())!;
            bytes.AddRange(chunk);
            parser.Feed(chunk);
        }

        return [.. bytes];
    }
}
