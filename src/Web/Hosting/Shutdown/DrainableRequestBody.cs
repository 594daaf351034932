using System.Buffers;
using System.IO.Pipelines;
using Dots.Application.Common;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>The body of a request, as long as it is waited for.</summary>
/// <param name="sent">The body. After a read that was given up by a token the web server would not let it be read again, so that it is woken.</param>
/// <param name="over">It is no longer waited for, and <paramref name="sent"/> is woken.</param>
internal sealed class DrainableRequestBody(PipeReader sent, CancellationToken over) : System.IO.Stream
{
    /// <summary>Whether it was waited for in vain.</summary>
    public bool IsCut { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OverloadedException">The server stops, and the rest has not come in time.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await sent.ReadAsync(cancellationToken);
        var taken = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
        var count = (int)taken.Length;
        taken.CopyTo(buffer.Span);
        sent.AdvanceTo(taken.End);
        if (read.IsCanceled && count == 0 && over.IsCancellationRequested)
        {
            IsCut = true;
            throw new OverloadedException("This server is shutting down, and the request's body had not come; send it again.");
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, System.IO.SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
