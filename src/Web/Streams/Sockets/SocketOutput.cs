using Dots.Application.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// Sends a stream directly to the socket. The frames must already be encoded as chunks of the response (see
/// <see cref="ChunkedSseFormat"/>), and the response's headers must have been flushed.
/// </summary>
internal sealed class SocketOutput(HttpContext context, SocketPipeWriter output) : IStreamOutput
{
    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => output.SendAsync(frames);

    public void SetReplaying(bool isReplaying) => output.SetReplaying(isReplaying);

    public void Abort() => context.Abort();
}
