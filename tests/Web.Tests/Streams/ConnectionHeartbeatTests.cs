using Dots.Web.Streams.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Dots.Web.Tests.Streams;

[TransportOnly]
public sealed class ConnectionHeartbeatTests
{
    private readonly FakeHeartbeat _server = new();
    private readonly List<object> _calls = [];

    [Fact]
    public void OnHeartbeat_InvokesRegisteredCallbacks()
    {
        new ConnectionHeartbeat(_server).OnHeartbeat(_calls.Add, "a");

        _server.Tick();

        _calls.Should().Equal("a");
    }

    [Fact]
    public void PauseForStream_SuspendsCallbacks_UntilDisposed()
    {
        var heartbeat = new ConnectionHeartbeat(_server);
        heartbeat.OnHeartbeat(_calls.Add, "a");
        using (heartbeat.PauseForStream())
        {
            _server.Tick();
            _calls.Should().BeEmpty();
        }

        // Disposing the pause invokes the callbacks once, so that the server does not count the paused time.
        _calls.Should().Equal("a");
        _server.Tick();
        _calls.Should().Equal("a", "a");
    }

    private sealed class FakeHeartbeat : IConnectionHeartbeatFeature
    {
        private readonly List<Action> _callbacks = [];

        public void OnHeartbeat(Action<object> action, object state) => _callbacks.Add(() => action(state));

        public void Tick() => _callbacks.ForEach(action => action());
    }
}
