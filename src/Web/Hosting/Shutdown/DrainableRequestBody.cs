using System.Buffers;
using System.IO.Pipelines;
using Dots.Application.Common;
using Dots.Web.Http;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>The body of a request, which fails when the rest of it has not arrived by a deadline.</summary>
/// <param name="body">
/// The body. Its pending read is cancelled at the deadline by <see cref="PipeReader.CancelPendingRead"/>, and not by a token, after which the web
/// server would not let it be read again.
/// </param>
/// <param name="deadline">Cancelled at the deadline, before the pending read is.</param>
internal sealed class DrainableRequestBody(PipeReader body, CancellationToken deadline) : RequestBodyStream
{
    /// <summary>Whether the deadline passed before the end of the body.</summary>
    public bool HasTimedOut { get; private set; }

    /// <exception cref="OverloadedException">The server is stopping, and the rest has not arrived in time.</exception>
    /// <exception cref="BadHttpRequestException">The body is malformed.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await ReadAsync(cancellationToken);
        var taken = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
        var count = (int)taken.Length;
        taken.CopyTo(buffer.Span);
        body.AdvanceTo(taken.End);
        if (read.IsCanceled && count == 0 && deadline.IsCancellationRequested)
        {
            HasTimedOut = true;
            throw new OverloadedException("This server is shutting down, and the request's body had not come; send it again.");
        }

        return count;
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(cancellationToken);
        }
        catch (System.IO.IOException exception) when (exception.InnerException is OverflowException)
        {
            // The web server reports a chunk size beyond 32 bits as a failure of the connection, and every other malformed chunk like this.
            throw new BadHttpRequestException("The size of a chunk of the body is too large.", StatusCodes.Status400BadRequest, exception);
        }
    }
}
