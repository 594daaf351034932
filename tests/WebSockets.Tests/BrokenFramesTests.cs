using System.Text;
using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

/// <summary>What closes a socket, and with which close code. Other sockets must not be affected.</summary>
[TransportOnly]
public sealed class BrokenFramesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly byte[] HalfALetter = [.. "{\"a\": \""u8, 0xC5];

    public static TheoryData<string, byte[], int> Broken { get; } = new()
    {
        { "not masked", Frame.Encode(Frame.Text, "{}"u8, isMasked: false), 1002 },
        { "reserved bit 1, which compression would use", Frame.Encode(Frame.Text, "{}"u8, reserved: 0x40), 1002 },
        { "reserved bit 2", Frame.Encode(Frame.Text, "{}"u8, reserved: 0x20), 1002 },
        { "reserved bit 3", Frame.Encode(Frame.Text, "{}"u8, reserved: 0x10), 1002 },
        { "unknown opcode", Frame.Encode(0x3, "{}"u8), 1002 },
        { "unknown control opcode", Frame.Encode(0xB, ""u8), 1002 },
        { "fragmented ping", Frame.Encode(Frame.Ping, "a"u8, isFinal: false), 1002 },
        { "fragmented close", Frame.Encode(Frame.Close, ""u8, isFinal: false), 1002 },
        { "ping of 126 bytes", Frame.Encode(Frame.Ping, new byte[126]), 1002 },
        { "continuation of nothing", Frame.Encode(Frame.Continuation, "{}"u8), 1002 },
        { "a message inside of another", [.. Frame.Encode(Frame.Text, "{"u8, isFinal: false), .. Frame.Encode(Frame.Text, "}"u8)], 1002 },
        { "close with half a code", Frame.Encode(Frame.Close, [0x03]), 1002 },
        { "invalid UTF-8", Frame.Encode(Frame.Text, [.. "{\"a\": \""u8, 0xFF, .. "\"}"u8]), 1007 },
        { "a surrogate in UTF-8", Frame.Encode(Frame.Text, [.. "{\"a\": \""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]), 1007 },
        { "half a letter at the end", Frame.Encode(Frame.Text, HalfALetter), 1007 },
        { "invalid UTF-8 across fragments", [.. Frame.Encode(Frame.Text, HalfALetter, isFinal: false), .. Frame.Encode(Frame.Continuation, "a\"}"u8)], 1007 },
        { "not JSON", Frame.Encode(Frame.Text, "hello"u8), 1007 },
        { "nothing", Frame.Encode(Frame.Text, ""u8), 1007 },
        { "two values", Frame.Encode(Frame.Text, "{}{}"u8), 1007 },
        { "a byte order mark", Frame.Encode(Frame.Text, [0xEF, 0xBB, 0xBF, .. "{}"u8]), 1007 },
        { "binary", Frame.Encode(Frame.Binary, "{}"u8), 1003 },
        { "empty binary", Frame.Encode(Frame.Binary, ""u8), 1003 },
        { "one byte too much", Frame.Encode(Frame.Text, TextOf(65_537)), 1009 },
        { "a header that announces too much, and nothing more", [0x81, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1], 1009 },
        { "a header that announces more than can be", [0x81, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 1009 },
        { "a fragment whose header announces too much", [.. Frame.Encode(Frame.Text, TextOf(65_000), isFinal: false), 0x80, 0xFE, 0x02, 0x19], 1009 },
        { "a length below 126 in two bytes", [0x81, 0xFE, 0, 2, 0, 0, 0, 0, .. "{}"u8], 1002 },
        { "a length of two bytes in eight", [0x81, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], 1002 },
        { "a ping whose length is in two bytes", [0x89, 0xFE, 0, 1, 0, 0, 0, 0, 0], 1002 },
        { "too much by far", Frame.Encode(Frame.Text, TextOf(1_000_000)), 1009 },
        { "too much in many fragments", [.. Frame.Encode(Frame.Text, TextOf(30_000), isFinal: false), .. Fragments(40, 1_000)], 1009 },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Socket_IsClosedWithTheCode_WhenTheClientSends(string what, byte[] bytes, int code)
    {
        var app = shared.App;
        using var socket = await RawSocket.OpenAsync(app.Address);
        using var other = await RawSocket.OpenAsync(app.Address);

        await socket.SendAsync(bytes);

        (await socket.ReadCloseAsync()).Should().Be(code, what);
        socket.Dispose();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 1, "the place is given back");
        var id = await app.AppendAsync("newBoard", "{}");
        (await other.ReadMessageAsync()).Seq.Should().Be(id);
        other.Dispose();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the next test begins alone");
    }

    [Fact]
    public async Task Message_IsAccepted_WhenItHasTheMaximumSize()
    {
        var app = shared.App;
        using var socket = await RawSocket.OpenAsync(app.Address);

        await socket.SendAsync(Frame.Encode(Frame.Text, TextOf(65_536)));

        (await socket.ReadMessageAsync()).Json.GetProperty("event").GetString().Should().Be("error");
        socket.Dispose();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the next test begins alone");
    }

    [Fact]
    public async Task Message_IsAccepted_WhenItIsFragmentedWithPingsInBetween()
    {
        var app = shared.App;
        using var socket = await RawSocket.OpenAsync(app.Address);
        var message = Encoding.UTF8.GetBytes("""{"id": "łódź"}""");

        for (var i = 0; i < message.Length; i++)
        {
            await socket.SendAsync(Frame.Encode(i == 0 ? Frame.Text : Frame.Continuation, message.AsSpan(i, 1), isFinal: i == message.Length - 1));
            await socket.SendAsync(Frame.Encode(Frame.Ping, [(byte)i]));
        }

        for (var i = 0; i < message.Length - 1; i++)
        {
            (await socket.ReadFrameAsync())!.Should().Match<Frame>(frame => frame.Opcode == Frame.Pong && frame.Payload.SequenceEqual(new[] { (byte)i }));
        }

        (await socket.ReadMessageAsync()).Json.GetProperty("event").GetString().Should().Be("error");
        socket.Dispose();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the next test begins alone");
    }

    [Fact]
    public async Task Message_IsAnswered_WhenABrokenFrameFollowsIt()
    {
        var app = shared.App;
        using var socket = await RawSocket.OpenAsync(app.Address);

        await socket.SendAsync((byte[])[.. Frame.Encode(Frame.Text, "{}"u8), .. Frame.Encode(Frame.Text, "{}"u8, isMasked: false)]);

        (await socket.ReadMessageAsync()).Json.GetProperty("event").GetString().Should().Be("error");
        (await socket.ReadCloseAsync()).Should().Be(1002);
        socket.Dispose();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the next test begins alone");
    }

    [Theory]
    [InlineData(1000, 1000)]
    [InlineData(1001, 1001)]
    [InlineData(4000, 4000)]
    [InlineData(0, 1000)]
    public async Task Close_IsAnswered_AndNothingFollows(int code, int answer)
    {
        var app = shared.App;
        using var socket = await RawSocket.OpenAsync(app.Address);

        await socket.SendAsync(Frame.Encode(Frame.Close, code == 0 ? [] : [(byte)(code >> 8), (byte)code]));

        (await socket.ReadCloseAsync()).Should().Be(answer);
        (await socket.ReadFrameAsync()).Should().BeNull();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the place is given back");
    }

    [Fact]
    public async Task Socket_IsRemoved_WhenTheConnectionBreaks()
    {
        var app = shared.App;
        var socket = await RawSocket.OpenAsync(app.Address);

        socket.Dispose();

        await Waiting.UntilAsync(() => app.LiveStreams.Total == 0, "the place is given back");
    }

    private static byte[] TextOf(int length) => [(byte)'"', .. Enumerable.Repeat((byte)'x', length - 2), (byte)'"'];

    private static byte[] Fragments(int count, int length) =>
        [.. Enumerable.Range(0, count).SelectMany(i => Frame.Encode(Frame.Continuation, TextOf(length), isFinal: i == count - 1))];
}
