using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.WebSockets;

/// <summary>A channel of the event log as the messages of a WebSocket, from its first message to its last byte.</summary>
internal sealed class WebSocketStream
{
    /// <summary>For the close frame to leave, and for the peer to send its own. Short, because a server that stops waits for it.</summary>
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1.5);

    private readonly HttpContext _context;
    private readonly StreamAdmission _opening;
    private readonly WebSocketWire _wire;
    private readonly WebSocket _socket;
    private readonly WebSocketReceiver _receiver;
    private readonly TimeSpan _patience;

    /// <param name="context">Whose connection it is.</param>
    /// <param name="opening">What is followed, and by whom.</param>
    /// <param name="services">What the stream needs for as long as it lives.</param>
    /// <param name="wire">The connection.</param>
    /// <param name="socket">The framework's end of it.</param>
    /// <param name="connectionId">The client's name for it, or else the server's.</param>
    public WebSocketStream(
        HttpContext context, StreamAdmission opening, WebSocketServices services, WebSocketWire wire, WebSocket socket, string connectionId)
    {
        _context = context;
        _opening = opening;
        _wire = wire;
        _socket = socket;
        _patience = services.Timeouts.Send;
        _receiver = new WebSocketReceiver(socket, wire, opening, connectionId, services.Inbox, _patience);
    }

    /// <summary>Serves the socket, and returns when it is closed.</summary>
    public async Task ServeAsync(StreamStart start, ActivitySnapshot? snapshot)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(_context.RequestAborted);
        var receiving = _receiver.RunAsync(closing.Token);
        var following = FollowAsync(start, snapshot, ended.Token);
        var withdrawn = _opening.Permit?.RevokedAsync(ended.Token);

        var first = withdrawn is null ? await Task.WhenAny(following, receiving) : await Task.WhenAny(following, receiving, withdrawn);
        var close = first == following ? WebSocketClose.Of(await following)
            : first == receiving ? await receiving
            : withdrawn!.IsCompletedSuccessfully ? await withdrawn
            : WebSocketClose.Lost;

        closing.CancelAfter(CloseTimeout);
        _receiver.End();

        // In this order: who reads the log aborts its output when its reader goes, which here must not be more than the end of events.
        _wire.EndEvents();
        await ended.CancelAsync();
        await CloseAsync(close, following, receiving, closing.Token);
    }

    private async Task<StreamEnd> FollowAsync(StreamStart start, ActivitySnapshot? snapshot, CancellationToken ended)
    {
        try
        {
            if (start.Reset is not null)
            {
                await _wire.SendAsync(ResetFrame(start), _patience);
            }

            if (snapshot is not null)
            {
                await _wire.SendAsync(WebSocketFormat.Frame(snapshot.Message.Span), _patience);
            }
        }
        catch (TimeoutException)
        {
            return StreamEnd.TooSlow;
        }
        catch (Exception)
        {
            // The one thing that fails here is the wire.
            return StreamEnd.ReaderGone;
        }

        var request = _opening.RequestAfter(snapshot?.After ?? start.After, WebSocketFormat.Instance);
        return await _opening.Streams.RunAsync(request, _wire, ended);
    }

    private static ReadOnlyMemory<byte> ResetFrame(StreamStart start)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(
            new ResetPayload(start.Reset!, start.Bounds.Oldest, start.Bounds.Latest), StreamJson.Relaxed.ResetPayload);
        var frame = new ArrayBufferWriter<byte>();
        WebSocketFormat.Instance.Write(new ServerEvent(start.Bounds.Latest, "", "reset", data, default), frame);
        return frame.WrittenMemory;
    }

    /// <summary>Ends the socket after what is being sent, or by force when that takes too long.</summary>
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
            // The peer cannot be told.
        }

        if (!_wire.IsClosed)
        {
            _context.Abort();
        }

        // A connection that is closed while something is unread is reset, and the close frame may go lost with what the peer has not read
        // yet. So the peer closes first, or has had its time.
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
