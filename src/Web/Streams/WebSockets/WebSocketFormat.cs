using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Encodes events as unmasked WebSocket text frames (RFC 6455 section 5.2), one message in one frame for each event. Messages about
/// activities have an envelope already; notifications are wrapped in <c>{"seq": 12, "event": "newBoard", "data": {...}}</c>.
/// </summary>
internal sealed class WebSocketFormat : IFrameFormat
{
    public static readonly WebSocketFormat Instance = new();

    private const byte FinalText = 0x81;
    private const byte FinalClose = 0x88;
    private const byte LengthInTwoBytes = 126;
    private const byte LengthInEightBytes = 127;

    private WebSocketFormat()
    {
    }

    /// <summary>Empty, because pings are sent even while the stream is busy: they also detect peers that have disconnected.</summary>
    public ReadOnlyMemory<byte> KeepAlive => default;

    /// <summary>A message, because browsers do not show pings to scripts. Without <c>seq</c>, because it moves no cursor.</summary>
    public ReadOnlyMemory<byte> Heartbeat { get; } = Frame("""{"event":"heartbeat","data":{}}"""u8);

    public void Write(ServerEvent serverEvent, IBufferWriter<byte> output)
    {
        if (serverEvent.Channel is not (Channels.Notifications or ""))
        {
            var payload = SequencedPayload.Of(serverEvent);
            WriteHeader(payload.Start.Length + payload.Rest.Length, output);
            output.Write(payload.Start.Span);
            output.Write(payload.Rest.Span);
            return;
        }

        using var message = new PooledBufferWriter(serverEvent.Payload.Length + 64);
        message.Write("{\"seq\": "u8);
        Utf8Formatter.TryFormat(serverEvent.Id, message.GetSpan(20), out var length);
        message.Advance(length);
        message.Write(", \"event\": \""u8);
        message.Write(JsonEncodedText.Encode(serverEvent.Type).EncodedUtf8Bytes);
        message.Write("\", \"data\": "u8);
        message.Write(serverEvent.Payload.Span);
        message.Write("}"u8);
        WriteFrame(message.WrittenSpan, output);
    }

    /// <summary>Encodes a message as a single text frame.</summary>
    public static ReadOnlyMemory<byte> Frame(ReadOnlySpan<byte> message)
    {
        var frame = new ArrayBufferWriter<byte>(message.Length + 10);
        WriteFrame(message, frame);
        return frame.WrittenMemory;
    }

    /// <summary>Encodes a close frame.</summary>
    /// <param name="status">The close code (RFC 6455 section 7.4).</param>
    /// <param name="reason">At most 123 bytes in UTF-8.</param>
    public static ReadOnlyMemory<byte> Close(WebSocketCloseStatus status, string reason)
    {
        var text = Encoding.UTF8.GetBytes(reason);
        return (byte[])[FinalClose, (byte)(2 + text.Length), (byte)((int)status >> 8), (byte)status, .. text];
    }

    private static void WriteFrame(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        WriteHeader(message.Length, output);
        output.Write(message);
    }

    private static void WriteHeader(int length, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(10);
        header[0] = FinalText;
        switch (length)
        {
            case < LengthInTwoBytes:
                header[1] = (byte)length;
                output.Advance(2);
                break;
            case <= ushort.MaxValue:
                header[1] = LengthInTwoBytes;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
                output.Advance(4);
                break;
            default:
                header[1] = LengthInEightBytes;
                BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)length);
                output.Advance(10);
                break;
        }
    }
}
