using Dots.Application.Common;

namespace Dots.Web.Http;

/// <summary>A body of unknown length, which fails as soon as more than <paramref name="limit"/> bytes have been read.</summary>
internal sealed class LimitedRequestBody(System.IO.Stream body, long limit) : RequestBodyStream
{
    private long _read;

    /// <exception cref="TooLargeException">The body exceeds the limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        _read += count;
        return _read <= limit ? count : throw new TooLargeException(limit);
    }
}
