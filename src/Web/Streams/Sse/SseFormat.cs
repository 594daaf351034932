using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.Sse;

/// <summary>
/// Events in the format of Server-Sent Events (HTML standard section 9.2.5): <c>id</c>, <c>event</c> and <c>data</c>, each on a line, and
/// an empty line.
/// </summary>
internal sealed class SseFormat : IFrameFormat
{
    public static readonly SseFormat Instance = new();

    private SseFormat()
    {
    }

    public ReadOnlyMemory<byte> KeepAlive { get; } = ": keep-alive\n\n"u8.ToArray();

    public void Write(ServerEvent serverEvent, IBufferWriter<byte> output)
    {
        output.Write("id: "u8);
        Span<byte> id = stackalloc byte[20];
        Utf8Formatter.TryFormat(serverEvent.Id, id, out var idLength);
        output.Write(id[..idLength]);
        output.Write("\nevent: "u8);
        output.Write(Encoding.UTF8.GetBytes(serverEvent.Type));
        WriteData(SequencedPayload.Of(serverEvent).Span, output);
        output.Write("\n\n"u8);
    }

    /// <summary>
    /// JSON is one line as it comes from a serialiser. Were it ever not, each of its lines would be a data line of its own, which readers
    /// put together again: a line break can never end the frame.
    /// </summary>
    private static void WriteData(ReadOnlySpan<byte> json, IBufferWriter<byte> output)
    {
        while (true)
        {
            output.Write("\ndata: "u8);
            var end = json.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                output.Write(json);
                return;
            }

            output.Write(json[..end]);
            json = json[(end + (json[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
        }
    }
}
