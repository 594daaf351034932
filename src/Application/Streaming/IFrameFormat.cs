using System.Buffers;
using Dots.Application.Events;

namespace Dots.Application.Streaming;

/// <summary>
/// Encodes events for one kind of wire. Stateless and thread-safe. There is one instance of each kind, because a frame is encoded once for all
/// streams that share the instance.
/// </summary>
public interface IFrameFormat
{
    /// <summary>Sent on a stream that has been quiet for the keep-alive interval.</summary>
    ReadOnlyMemory<byte> KeepAlive { get; }

    /// <summary>Sent at intervals on streams that request it. Unlike a keep-alive, it is visible to scripts; like one, it moves no cursor.</summary>
    ReadOnlyMemory<byte> Heartbeat { get; }

    /// <summary>Writes one complete frame, which may precede or follow any other.</summary>
    void Write(ServerEvent serverEvent, IBufferWriter<byte> output);
}
