using System.Buffers;
using Dots.Application.Events;

namespace Dots.Application.Streaming;

/// <summary>
/// How an event looks on one kind of wire. Stateless and thread-safe; one instance a kind, because frames are encoded once for all
/// streams that share the instance.
/// </summary>
public interface IFrameFormat
{
    /// <summary>Sent on a stream that has been quiet for the keep-alive interval.</summary>
    ReadOnlyMemory<byte> KeepAlive { get; }

    /// <summary>Writes one complete frame, which may stand next to any other frame.</summary>
    void Write(ServerEvent serverEvent, IBufferWriter<byte> output);
}
