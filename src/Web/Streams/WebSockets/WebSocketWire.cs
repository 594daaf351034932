using System.IO;
using System.Net.Sockets;
using System.Net.WebSockets;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sockets;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// The bytes below one WebSocket. The framework's <see cref="WebSocket"/> reads from it and writes its own frames to it (pings, pongs,
/// close); events come past the framework, for they are encoded already. Each write is of whole frames and has its turn, so no frame ever
/// stands inside another, and none behind a close frame. Thread-safe.
/// </summary>
/// <param name="context">Whose connection it is.</param>
/// <param name="upgraded">The connection as the web server gives it.</param>
/// <param name="direct">A faster way to the same connection, where there is one.</param>
internal sealed class WebSocketWire(HttpContext context, Stream upgraded, SocketPipeWriter? direct) : Stream, IStreamOutput
{
    private const byte OpcodeBits = 0x0F;
    private const byte CloseOpcode = 0x8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private WebSocketMasks _masks;
    private volatile bool _isCut;
    private volatile bool _isEnding;
    private volatile bool _isClosed;

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

    /// <summary>Whether the client has sent a frame without a mask, and nothing more is read.</summary>
    public bool IsUnmasked { get; private set; }

    /// <summary>Whether it says that the peer or the connection is no more; anything else is a mistake of this program.</summary>
    public static bool IsGone(Exception exception) =>
        exception is WebSocketException or OperationCanceledException or IOException or SocketException or ObjectDisposedException;

    /// <summary>Sends whole frames.</summary>
    /// <exception cref="OperationCanceledException">The events have come to an end, or a close frame was sent.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) => _turn.Wait(0) ? SendInTurn(frames, isEvent: true) : QueueAsync(frames, isEvent: true);

    /// <exception cref="TimeoutException">It takes too long; the send goes on, until the connection is aborted.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> frames, TimeSpan timeout) => await SendAsync(frames).AsTask().WaitAsync(timeout);

    /// <summary>
    /// Called when the reader is cut off. While a send is under way only tearing the connection down ends it; between two, there is room for
    /// a close frame that says why.
    /// </summary>
    public void Abort()
    {
        _isCut = true;
        if (!_isEnding && _turn.CurrentCount == 0)
        {
            context.Abort();
        }
    }

    /// <summary>Sends a close frame behind what is being sent, unless one has been sent.</summary>
    public ValueTask CloseAsync(WebSocketCloseStatus status, string reason) => WriteAsync(WebSocketFormat.Close(status, reason));

    /// <summary>From now on no event is sent, and one that is being sent may come to its end.</summary>
    public void EndEvents()
    {
        _isEnding = true;
        _isCut = true;
    }

    /// <summary>Reads and forgets what comes, until the peer has closed the connection or the time is over.</summary>
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
            // As good as closed.
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await upgraded.ReadAsync(buffer, cancellationToken);
        if (_masks.Follow(buffer.Span[..length]))
        {
            return length;
        }

        // For the framework this is the end of what it can read.
        IsUnmasked = true;
        return 0;
    }

    // The framework writes one whole frame at a time. It is not cancelled once it is on its way, or half a frame would stay on the wire.
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

    // The framework disposes when both sides have closed, and when it gives a peer up, whose connection must not stay then.
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
            // In the task, as one that fails later: callers look for it there.
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
