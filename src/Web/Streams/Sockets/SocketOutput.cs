using Dots.Application.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// A stream's wire straight to the socket. The frames must be chunks of the response already (see <see cref="ChunkedSseFormat"/>), and
/// the response's head must have been flushed.
/// </summary>
internal sealed class SocketOutput(HttpContext context, SocketPipeWriter output) : IStreamOutput
{
    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => output.SendAsync(frames);

    public void Abort() => context.Abort();
}
