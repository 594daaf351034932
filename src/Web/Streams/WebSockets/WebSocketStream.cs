using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.WebSockets;

/// <summary>A channel of the event log as the messages of a WebSocket, from its first message to its last byte.</summary>
internal sealed class WebSocketStream
{
    /// <summary>For sending the close frame and receiving the peer's. Short, because a server that is stopping waits for it.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1.5);

    private readonly HttpContext _context;
    private readonly StreamAdmission _admission;
    private readonly WebSocketWire _wire;
    private readonly WebSocket _socket;
    private readonly WebSocketReceiver _receiver;
    private readonly SocketPresence? _presence;
    private readonly TimeSpan _sendTimeout;

    /// <param name="context">The request that opened the socket.</param>
    /// <param name="admission">What is followed.</param>
    /// <param name="services">Live as long as the stream.</param>
    /// <param name="wire">The bytes below <paramref name="socket"/>.</param>
    /// <param name="socket">The framework's end of the connection.</param>
    /// <param name="caller">The reader; the connection is named by the client, or else by the server.</param>
    /// <param name="presence">Entered when the activity is created; null for visitors.</param>
    public WebSocketStream(
        HttpContext context,
        StreamAdmission admission,
        WebSocketServices services,
        WebSocketWire wire,
        WebSocket socket,
        Caller caller,
        SocketPresence? presence)
    {
        _context = context;
        _admission = admission;
        _wire = wire;
        _socket = socket;
        _presence = presence;
        _sendTimeout = services.Timeouts.Send;
        _receiver = new WebSocketReceiver(socket, wire, admission, caller, services.Messages, _sendTimeout);
    }

    /// <summary>Serves the socket, and returns when it is closed.</summary>
    public async Task ServeAsync(StreamStart start, ActivitySnapshot? snapshot)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        var receiving = _receiver.RunAsync(closing.Token);
        var following = FollowAsync(start, snapshot, ended.Token);
        var revoked = _admission.Authorization?.RevokedAsync(_presence is null ? null : _presence.EnterAsync, ended.Token);

        var first = revoked is null ? await Task.WhenAny(following, receiving) : await Task.WhenAny(following, receiving, revoked);
        var close = first == following ? WebSocketClose.Of(await following)
            : first == receiving ? await receiving
            : revoked!.IsCompletedSuccessfully ? await revoked
            : WebSocketClose.Lost;

        closing.CancelAfter(CloseTimeout);
        _receiver.End();

        // In this order: when its token is cancelled, the reading of the log aborts its output, which by then must end the events alone and
        // not the connection.
        _wire.EndEvents();
        await ended.CancelAsync();
        await CloseAsync(close, following, receiving, closing.Token);
        if (revoked is not null)
        {
            // It may be entering the presence, which the caller disposes next. Its failure has closed the socket already.
            await Task.WhenAny(revoked);
        }
    }

    private async Task<StreamEnd> FollowAsync(StreamStart start, ActivitySnapshot? snapshot, CancellationToken ended)
    {
        try
        {
            if (start.Reset is not null)
            {
                await _wire.SendAsync(ResetFrame(start), _sendTimeout);
            }

            if (snapshot is not null)
            {
                await _wire.SendAsync(WebSocketFormat.Frame(snapshot.Message.Span), _sendTimeout);
            }
        }
        catch (TimeoutException)
        {
            return StreamEnd.TooSlow;
        }
        catch (Exception)
        {
            // Nothing but the wire can fail here.
            return StreamEnd.ReaderGone;
        }

        var request = _admission.RequestAfter(snapshot?.After ?? start.After, WebSocketFormat.Instance);
        return await _admission.Streams.RunAsync(request, _wire, ended);
    }

    private static ReadOnlyMemory<byte> ResetFrame(StreamStart start)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(
            new ResetPayload(start.Reset!, start.Bounds.Oldest, start.Bounds.Latest), StreamJson.Relaxed.ResetPayload);
        var frame = new ArrayBufferWriter<byte>();
        WebSocketFormat.Instance.Write(new ServerEvent(start.Bounds.Latest, "", "reset", data, default), frame);
        return frame.WrittenMemory;
    }

    /// <summary>Closes the socket after the send under way, or aborts the connection when that takes too long.</summary>
    private async Task CloseAsync(
        WebSocketClose close, Task<StreamEnd> following, Task<WebSocketClose> receiving, CancellationToken cancellationToken)
    {
        try
        {
            await following.WaitAsync(cancellationToken);
            if (close.Status is { } status)
            {
                await _wire.CloseAsync(status, close.Reason).AsTask().WaitAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (WebSocketWire.IsGone(exception))
        {
            // The peer cannot be sent a close frame.
        }

        if (!_wire.IsClosed)
        {
            _context.Abort();
        }

        // Closing a connection that holds unread bytes resets it, which may destroy the close frame before the peer has read it. So the
        // server reads on until the peer closes, or the timeout has passed.
        await receiving;
        if (_socket.State == WebSocketState.Open)
        {
            await _receiver.RunAsync(cancellationToken);
        }
        else if (_socket.State == WebSocketState.Aborted)
        {
            await _wire.DrainAsync(cancellationToken);
        }

        await following;
    }
}
