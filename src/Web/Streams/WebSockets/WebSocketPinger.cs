namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Pings the peer of a WebSocket at equal intervals (RFC 6455 section 5.5.2), and aborts the connection of one from which nothing has arrived
/// since the ping before. Not the framework's, which checks now and then whether a ping is due, and sends it up to a quarter of the interval late.
/// </summary>
internal sealed class WebSocketPinger : IAsyncDisposable
{
    private static readonly byte[] Ping = [0x89, 0];

    private readonly HttpContext _context;
    private readonly WebSocketWire _wire;
    private readonly ITimer _timer;
    private Task _sending = Task.CompletedTask;
    private int? _readAtPing;

    public WebSocketPinger(HttpContext context, WebSocketWire wire, TimeProvider clock, TimeSpan interval)
    {
        (_context, _wire) = (context, wire);
        _timer = clock.CreateTimer(static state => ((WebSocketPinger)state!).OnDue(), this, interval, interval);
    }

    /// <summary>Waits for a check in progress: the context must not be used after the request.</summary>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void OnDue()
    {
        // Whatever the peer sends shows that it is alive. While nothing is read, because one of its messages is being handled, nothing follows.
        if (_readAtPing is { } read && _wire.PendingRead == read)
        {
            _context.Abort();
            return;
        }

        _readAtPing = _wire.PendingRead;

        // A peer that has not accepted the ping before is slow, and not to be sent more of them.
        if (_sending.IsCompleted)
        {
            _sending = SendAsync();
        }
    }

    private async Task SendAsync()
    {
        try
        {
            await _wire.WriteAsync(Ping);
        }
        catch (Exception exception) when (WebSocketWire.IsGone(exception))
        {
            // The reading of the socket reports that the peer has disconnected.
        }
    }
}
