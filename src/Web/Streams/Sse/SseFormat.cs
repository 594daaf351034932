using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.Sse;

/// <summary>
/// Encodes events as Server-Sent Events (HTML standard section 9.2.5): the fields <c>id</c>, <c>event</c> and <c>data</c>, then an empty
/// line.
/// </summary>
internal sealed class SseFormat : IFrameFormat
{
    public static readonly SseFormat Instance = new();

    /// <summary>What a frame usually adds to its payload at most: the other fields, and the first member of <see cref="SequencedPayload"/>.</summary>
    public const int Overhead = 160;

    private SseFormat()
    {
    }

    // Without a blank line, which would dispatch nothing: some clients take every block for a message.
    public ReadOnlyMemory<byte> KeepAlive { get; } = ": keep-alive\n"u8.ToArray();

    /// <summary>Without an id, which keeps a browser's last event id as it is (HTML standard section 9.2.6).</summary>
    public ReadOnlyMemory<byte> Heartbeat { get; } = "event: heartbeat\ndata: {}\n\n"u8.ToArray();

    public void Write(ServerEvent serverEvent, IBufferWriter<byte> output)
    {
        output.Write("id: "u8);
        Span<byte> id = stackalloc byte[20];
        Utf8Formatter.TryFormat(serverEvent.Id, id, out var idLength);
        output.Write(id[..idLength]);
        output.Write("\nevent: "u8);
        Encoding.UTF8.GetBytes(serverEvent.Type, output);
        WriteData(SequencedPayload.Of(serverEvent), output);
        output.Write("\n\n"u8);
    }

    /// <summary>
    /// The serializer writes JSON on one line. If a payload contained line breaks nevertheless, each line would become a data field of its
    /// own, which clients join again, so that a line break cannot end the event early.
    /// </summary>
    private static void WriteData(SequencedPayload payload, IBufferWriter<byte> output)
    {
        output.Write("\ndata: "u8);
        output.Write(payload.Start.Span);
        var json = payload.Rest.Span;
        while (true)
        {
            var end = json.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                output.Write(json);
                return;
            }

            output.Write(json[..end]);
            json = json[(end + (json[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
            output.Write("\ndata: "u8);
        }
    }
}
