using System.IO;
using System.Net.Sockets;
using System.Net.WebSockets;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sockets;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// The byte stream underneath one WebSocket. The framework's <see cref="WebSocket"/> reads from it and writes its own frames to it (pings,
/// pongs, close); events bypass the framework because they are encoded already. Writes consist of whole frames and are serialized, so that
/// frames never interleave and nothing follows a close frame. Thread-safe.
/// </summary>
/// <param name="context">The request that opened the socket.</param>
/// <param name="upgraded">The connection as the web server provides it.</param>
/// <param name="direct">The socket of the same connection, where it may be written to directly; otherwise null.</param>
internal sealed class WebSocketWire(HttpContext context, Stream upgraded, SocketPipeWriter? direct) : Stream, IStreamOutput
{
    private const byte OpcodeBits = 0x0F;
    private const byte CloseOpcode = 0x8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private WebSocketFrames _frames;
    private volatile bool _isCut;
    private volatile bool _isEnding;
    private volatile bool _isClosed;
    private volatile int _reads;
    private volatile bool _isReading;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a close frame has been sent, by us or by the framework.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>The number of the read that waits for the peer; null while none does.</summary>
    public int? PendingRead => _isReading ? _reads : null;

    /// <summary>What is wrong with a frame that the client has sent, from which on nothing more is read; null if nothing is.</summary>
    public WebSocketClose? Violation => _frames.Violation;

    /// <summary>Whether the exception means that the peer has disconnected; any other exception is a bug.</summary>
    public static bool IsGone(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or SocketException or ObjectDisposedException;

    /// <summary>Sends whole frames.</summary>
    /// <exception cref="OperationCanceledException">The events have ended, or a close frame has been sent.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => _turn.Wait(0) ? SendInTurn(frames, isEvent: true) : QueueAsync(frames, isEvent: true);

    /// <inheritdoc/>
    public void SetReplaying(bool isReplaying) => direct?.SetReplaying(isReplaying);

    /// <exception cref="TimeoutException">The timeout has passed. The send continues until the connection is aborted.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frames, TimeSpan timeout) => await SendAsync(frames).AsTask().WaitAsync(timeout);

    /// <summary>
    /// Called when the reader is disconnected. Only aborting the connection ends a send that is in progress; between sends, a close frame
    /// can still report the reason.
    /// </summary>
    public void Abort()
    {
        _isCut = true;
        if (!_isEnding && _turn.CurrentCount == 0)
        {
            context.Abort();
        }
    }

    /// <summary>Sends a close frame after the send in progress, unless a close frame has been sent already.</summary>
    public ValueTask CloseAsync(WebSocketCloseStatus status, string reason) => WriteAsync(WebSocketFormat.Close(status, reason));

    /// <summary>Rejects all further events. One that is being sent may complete.</summary>
    public void EndEvents()
    {
        _isEnding = true;
        _isCut = true;
    }

    /// <summary>Reads and discards incoming bytes until the peer closes the connection or the token is cancelled.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        try
        {
            while (await upgraded.ReadAsync(buffer, cancellationToken) > 0)
            {
            }
        }
        catch (Exception exception) when (IsGone(exception))
        {
            // Equivalent to the peer closing the connection.
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Violation is not null)
        {
            // Tells the framework that the stream has ended; it has read the frames before the violation.
            return 0;
        }

        // In this order, so that a number is never that of a read that has completed.
        _reads++;
        _isReading = true;
        int length;
        try
        {
            length = await upgraded.ReadAsync(buffer, cancellationToken);
        }
        finally
        {
            _isReading = false;
        }

        return _frames.Accept(buffer.Span[..length]);
    }

    // The framework writes one whole frame at a time. A write is not cancelled once begun, which would leave part of a frame on the wire.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _turn.Wait(0, cancellationToken) ? SendInTurn(buffer, isEvent: false) : QueueAsync(buffer, isEvent: false);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // The framework disposes the stream when both sides have closed, and when it gives up on a peer, in which case the connection must be
    // aborted.
    protected override void Dispose(bool disposing)
    {
        if (!_isClosed)
        {
            context.Abort();
        }

        base.Dispose(disposing);
    }

    private async ValueTask QueueAsync(ReadOnlyMemory<byte> frames, bool isEvent)
    {
        await _turn.WaitAsync();
        await SendInTurn(frames, isEvent);
    }

    private ValueTask SendInTurn(ReadOnlyMemory<byte> frames, bool isEvent)
    {
        try
        {
            if (isEvent && (_isCut || _isClosed))
            {
                throw new OperationCanceledException("No more events are sent.");
            }

            var isClose = !isEvent && (frames.Span[0] & OpcodeBits) == CloseOpcode;
            var sending = _isClosed ? default : PutOnWire(frames);
            if (!sending.IsCompletedSuccessfully)
            {
                return FinishAsync(sending, isClose);
            }

            sending.GetAwaiter().GetResult();
            _isClosed |= isClose;
        }
        catch (Exception exception)
        {
            // Returned in the task, as when a send fails asynchronously, because callers only observe the task.
            _turn.Release();
            return ValueTask.FromException(exception);
        }

        _turn.Release();
        return default;
    }

    private ValueTask PutOnWire(ReadOnlyMemory<byte> frames) => direct is null ? upgraded.WriteAsync(frames) : direct.SendAsync(frames);

    private async ValueTask FinishAsync(ValueTask sending, bool isClose)
    {
        try
        {
            await sending;
            _isClosed |= isClose;
        }
        finally
        {
            _turn.Release();
        }
    }
}
