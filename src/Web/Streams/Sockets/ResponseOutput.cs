using System.IO.Pipelines;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.Sockets;

/// <summary>Sends a stream through the web server's response, which works under every protocol, including TLS and HTTP/2.</summary>
internal sealed class ResponseOutput(HttpContext context) : IStreamOutput
{
    private readonly PipeWriter _body = context.Response.BodyWriter;

    public ValueTask SendAsync(ReadOnlyMemory<byte> frames)
    {
        var write = _body.WriteAsync(frames);
        if (!write.IsCompletedSuccessfully)
        {
            return AwaitAsync(write);
        }

        Check(write.Result);
        return default;
    }

    // The connection may carry other requests at the same time.
    public void SetReplaying(bool isReplaying)
    {
    }

    public void Abort() => context.Abort();

    private static async ValueTask AwaitAsync(ValueTask<FlushResult> write) => Check(await write);

    private static void Check(FlushResult result)
    {
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The reader is gone.");
        }
    }
}
