using Microsoft.AspNetCore.Connections.Features;

namespace Dots.Web.Streams.Sockets;

/// <summary>
/// Kestrel's once-a-second check of a connection against the time limits of its request, which can be paused. The limits do not apply to a
/// stream, which has its own, and with thousands of idle streams the checks would cost as much CPU time as the keep-alives.
/// </summary>
internal sealed class ConnectionHeartbeat(IConnectionHeartbeatFeature heartbeat) : IConnectionHeartbeatFeature
{
    private Action? _callbacks;
    private volatile bool _isPaused;

    public void OnHeartbeat(Action<object> action, object state)
    {
        if (_callbacks is null)
        {
            heartbeat.OnHeartbeat(static self => ((ConnectionHeartbeat)self).OnHeartbeat(), this);
        }

        _callbacks += () => action(state);
    }

    /// <summary>Pauses the checks until the result is disposed. Only for a connection that carries one request at a time.</summary>
    public Pause PauseForStream()
    {
        _isPaused = true;
        return new Pause(this);
    }

    private void OnHeartbeat()
    {
        if (!_isPaused)
        {
            _callbacks!();
        }
    }

    private void Resume()
    {
        // Kestrel measures from its last check, so without this one the stream's duration would count against the next request.
        _callbacks?.Invoke();
        _isPaused = false;
    }

    /// <summary>Ends the pause when it is disposed.</summary>
    public readonly struct Pause(ConnectionHeartbeat? paused) : IDisposable
    {
        public void Dispose() => paused?.Resume();
    }
}
