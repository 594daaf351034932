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

    /// <summary>
    /// Whether frames about a change contain the whole document or configuration. Events to encode then have their
    /// <see cref="ServerEvent.Document"/>.
    /// </summary>
    bool TakesDocuments => false;

    /// <summary>Writes one complete frame, which may precede or follow any other.</summary>
    void Write(ServerEvent serverEvent, IBufferWriter<byte> output);
}
