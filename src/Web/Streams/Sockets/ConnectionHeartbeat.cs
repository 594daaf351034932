using Microsoft.AspNetCore.Connections.Features;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// The server's look at a connection, once a second, whether one of the time limits of a request has been passed. While a stream runs there
/// is no such limit: the stream has its own. With thousands of quiet streams these looks would cost as much as their keep-alives.
/// </summary>
internal sealed class ConnectionHeartbeat(IConnectionHeartbeatFeature heartbeat) : IConnectionHeartbeatFeature
{
    private Action? _look;
    private volatile bool _isPaused;

    public void OnHeartbeat(Action<object> action, object state)
    {
        if (_look is null)
        {
            heartbeat.OnHeartbeat(static self => ((ConnectionHeartbeat)self).OnHeartbeat(), this);
        }

        _look += () => action(state);
    }

    /// <summary>Until the result is disposed. For a connection that carries one request at a time.</summary>
    public Pause PauseForStream()
    {
        _isPaused = true;
        return new Pause(this);
    }

    private void OnHeartbeat()
    {
        if (!_isPaused)
        {
            _look!();
        }
    }

    private void Resume()
    {
        // The server counts from its last look: the time of the stream would be held against the next request on this connection.
        _look?.Invoke();
        _isPaused = false;
    }

    /// <summary>The time in which the server does not look.</summary>
    public readonly struct Pause(ConnectionHeartbeat? paused) : IDisposable
    {
        public void Dispose() => paused?.Resume();
    }
}
