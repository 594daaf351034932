using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// A connection's output that sends inside the flush, without blocking, where the web server's own would hand the bytes to another task
/// through a pipe. Only what the socket does not take at once goes on asynchronously.
/// </summary>
/// <remarks>
/// One send is under way at a time. The web server keeps that by contract (a flush is awaited before the next), a stream by
/// <see cref="SocketOutput"/>'s, and the two never overlap because the server writes before the stream begins and after it has ended;
/// should it ever happen all the same, the second send fails before it puts a byte between those of the first.
/// </remarks>
internal sealed class SocketPipeWriter(Socket socket, PipeWriter inner) : PipeWriter
{
    private const int MinBuffer = 4096;

    private byte[]? _buffer;
    private int _used;
    private int _sending;
    private bool _isCompleted;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _used;

    public override Memory<byte> GetMemory(int sizeHint = 0) => Reserve(sizeHint).AsMemory(_used);

    public override Span<byte> GetSpan(int sizeHint = 0) => Reserve(sizeHint).AsSpan(_used);

    public override void Advance(int bytes) => _used += bytes;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_used == 0)
        {
            return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, _isCompleted));
        }

        // Taken away first: the server may begin to write on while this flush is not finished.
        var (buffer, used) = (_buffer!, _used);
        (_buffer, _used) = (null, 0);

        ValueTask send;
        try
        {
            send = SendAsync(buffer.AsMemory(0, used));
        }
        catch (Exception exception) when (IsGone(exception))
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return new ValueTask<FlushResult>(Gone());
        }

        if (!send.IsCompletedSuccessfully)
        {
            return FinishAsync(send, buffer);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return new ValueTask<FlushResult>(new FlushResult(isCanceled: false, _isCompleted));
    }

    /// <summary>Sends the bytes past the buffer, in full.</summary>
    /// <exception cref="SocketException">The peer is gone.</exception>
    /// <exception cref="ObjectDisposedException">The connection was aborted.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (Interlocked.Exchange(ref _sending, 1) != 0)
        {
            throw new InvalidOperationException("A send is under way on this connection.");
        }

        var isContinued = false;
        try
        {
            var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success && sent == bytes.Length)
            {
                return default;
            }

            if (error is not (SocketError.Success or SocketError.WouldBlock))
            {
                throw new SocketException((int)error);
            }

            isContinued = true;
            return SendRestAsync(bytes[(error == SocketError.Success ? sent : 0)..]);
        }
        finally
        {
            // Also when the socket was disposed and Send throws; a send that continues clears it itself.
            if (!isContinued)
            {
                Volatile.Write(ref _sending, 0);
            }
        }
    }

    // The server never cancels a flush without aborting the connection, which ends the send.
    public override void CancelPendingFlush()
    {
    }

    public override void Complete(Exception? exception = null)
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _used) = (null, 0);
        }

        inner.Complete(exception);
    }

    private byte[] Reserve(int sizeHint)
    {
        var needed = _used + Math.Max(sizeHint, 1);
        if (_buffer is null)
        {
            _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(needed, MinBuffer));
        }
        else if (_buffer.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
            _buffer.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer;
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (rest.Length > 0)
            {
                rest = rest[await socket.SendAsync(rest, SocketFlags.None)..];
            }
        }
        finally
        {
            Volatile.Write(ref _sending, 0);
        }
    }

    private async ValueTask<FlushResult> FinishAsync(ValueTask send, byte[] buffer)
    {
        try
        {
            await send;
        }
        catch (Exception exception) when (IsGone(exception))
        {
            return Gone();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new FlushResult(isCanceled: false, _isCompleted);
    }

    // A pipe whose reader is gone says so in the result; the server expects no exception here.
    private FlushResult Gone()
    {
        _isCompleted = true;
        return new FlushResult(isCanceled: false, isCompleted: true);
    }

    private static bool IsGone(Exception exception) => exception is SocketException or ObjectDisposedException;
}
