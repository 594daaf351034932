using System.Buffers;
using System.Buffers.Text;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.Sse;

/// <summary>
/// Server-Sent Events with each frame already encoded as a chunk of an HTTP/1.1 response (RFC 9112 section 7.1), so that the same bytes can
/// be written to every reader's socket.
/// </summary>
internal sealed class ChunkedSseFormat : IFrameFormat
{
    public static readonly ChunkedSseFormat Instance = new();

    private ChunkedSseFormat()
    {
        KeepAlive = ChunkOf(SseFormat.Instance.KeepAlive.Span);
        Heartbeat = ChunkOf(SseFormat.Instance.Heartbeat.Span);
    }

    public ReadOnlyMemory<byte> KeepAlive { get; }

    public ReadOnlyMemory<byte> Heartbeat { get; }

    public void Write(ServerEvent serverEvent, IBufferWriter<byte> output)
    {
        using var frame = new PooledBufferWriter(serverEvent.Payload.Length + SseFormat.Overhead);
        SseFormat.Instance.Write(serverEvent, frame);
        WriteChunk(frame.WrittenSpan, output);
    }

    private static ReadOnlyMemory<byte> ChunkOf(ReadOnlySpan<byte> content)
    {
        var chunk = new ArrayBufferWriter<byte>();
        WriteChunk(content, chunk);
        return chunk.WrittenMemory;
    }

    private static void WriteChunk(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        Span<byte> size = stackalloc byte[8];
        Utf8Formatter.TryFormat(content.Length, size, out var sizeLength, new StandardFormat('x'));
        output.Write(size[..sizeLength]);
        output.Write("\r\n"u8);
        output.Write(content);
        output.Write("\r\n"u8);
    }
}
