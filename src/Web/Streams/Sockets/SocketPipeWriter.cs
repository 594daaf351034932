using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// A connection's output that sends during the flush, without blocking, where Kestrel's own would pass the bytes to another task through a
/// pipe. Only the bytes that the socket does not accept immediately are sent asynchronously.
/// </summary>
/// <remarks>
/// Not thread-safe: only one send may be in progress. Kestrel awaits each flush before the next, and a stream awaits each send
/// (<see cref="SocketOutput"/>). The two never overlap because Kestrel writes only before the stream begins and after it has ended. If they
/// overlapped nevertheless, the second send would throw before it could interleave its bytes with those of the first.
/// </remarks>
internal sealed class SocketPipeWriter(Socket socket, PipeWriter inner) : PipeWriter
{
    private const int MinBuffer = 4096;

    /// <summary>
    /// Enough for the frames of a busy second. By default the kernel lets the buffer of a stalled reader grow to megabytes, which none of
    /// this process's limits would bound.
    /// </summary>
    private const int LiveSendBuffer = 32 * 1024;

    /// <summary>
    /// Several TCP segments, even those of the loopback interface with its 64 KiB: a reader acknowledges every second segment at once, and a single
    /// one after up to 40 ms, for which a buffer that holds no more than that stands still.
    /// </summary>
    private const int ReplaySendBuffer = 256 * 1024;

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

        // Detached first, because the server may start writing again before this flush has finished.
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

    /// <summary>Sends all of the bytes, bypassing the buffer.</summary>
    /// <exception cref="SocketException">The peer has disconnected.</exception>
    /// <exception cref="InvalidOperationException">Another send is in progress.</exception>
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
            // In a finally block because Send throws on a disposed socket. A send that continues asynchronously resets the flag itself.
            if (!isContinued)
            {
                Volatile.Write(ref _sending, 0);
            }
        }
    }

    /// <summary>Sets the size of the kernel's buffer for a stream. Has no effect on a connection that has been closed.</summary>
    public void SetReplaying(bool isReplaying)
    {
        try
        {
            socket.SendBufferSize = isReplaying ? ReplaySendBuffer : LiveSendBuffer;
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // The next send fails.
        }
    }

    // Kestrel never cancels a flush without aborting the connection, which ends the send.
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

    // A PipeWriter reports that its reader has gone in the result; Kestrel expects no exception here.
    private FlushResult Gone()
    {
        _isCompleted = true;
        return new FlushResult(isCanceled: false, isCompleted: true);
    }

    private static bool IsGone(Exception exception) => exception is SocketException or ObjectDisposedException;
}
