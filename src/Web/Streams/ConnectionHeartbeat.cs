using Microsoft.AspNetCore.Connections.Features;

namespace Dots.Web.Streams;

/// <summary>
/// The server's look at a connection, once a second, whether one of the time limits of a request has been passed. While a stream runs there
/// is no such limit: the stream has its own. With thousands of quiet streams these looks would cost as much as their keep-alives.
/// </summary>
internal sealed class ConnectionHeartbeat(IConnectionHeartbeatFeature heartbeat) : IConnectionHeartbeatFeature
{
    private volatile bool _isPaused;

    public void OnHeartbeat(Action<object> action, object state) =>
        heartbeat.OnHeartbeat(
            _ =>
            {
                if (!_isPaused)
                {
                    action(state);
                }
            },
            this);

    /// <summary>Until the result is disposed. For a connection that carries one request at a time.</summary>
    public Pause PauseForStream()
    {
        _isPaused = true;
        return new Pause(this);
    }

    /// <summary>The time in which the server does not look.</summary>
    public readonly struct Pause(ConnectionHeartbeat? paused) : IDisposable
    {
        public void Dispose()
        {
            if (paused is not null)
            {
                paused._isPaused = false;
            }
        }
    }
}
