using System.Buffers;
using System.Text;
using Dots.Application.Events;
using Dots.Web.Streams.WebSockets;
using Dots.WebSockets.Tests.Clients;

namespace Dots.WebSockets.Tests;

[TransportOnly]
public sealed class FormatTests
{
    [Fact]
    public void Write_WrapsANotificationInItsEnvelope()
    {
        var frame = Write(new ServerEvent(12, Channels.Notifications, "newBoard", """{"board_id": 123, "board_name": "Łódź"}"""u8.ToArray(), default));

        const string message = """{"seq": 12, "event": "newBoard", "data": {"board_id": 123, "board_name": "Łódź"}}""";
        frame.Should().Equal(Frame.Encode(Frame.Text, Encoding.UTF8.GetBytes(message), isMasked: false));
    }

    [Theory]
    [InlineData("activities")]
    [InlineData("activities/63b76319-68ef-4412-9dd4-bb2a13315ee2")]
    [InlineData("alerts")]
    [InlineData("users/7")]
    public void Write_InsertsTheCursorFirst_WhenAMessageHasAnEnvelope(string channel)
    {
        var frame = Write(new ServerEvent(12, channel, "activity_updated", """{"id":102,"data":{}}"""u8.ToArray(), default));

        frame.Should().Equal(Frame.Encode(Frame.Text, """{"seq":12,"id":102,"data":{}}"""u8, isMasked: false));
    }

    [Theory]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void Frame_WritesTheLengthInTheShortestForm(int length)
    {
        var message = Enumerable.Repeat((byte)'x', length).ToArray();

        WebSocketFormat.Frame(message).ToArray().Should().Equal(Frame.Encode(Frame.Text, message, isMasked: false));
    }

    private static byte[] Write(ServerEvent serverEvent)
    {
        var output = new ArrayBufferWriter<byte>();
        WebSocketFormat.Instance.Write(serverEvent, output);
        return output.WrittenSpan.ToArray();
    }
}
