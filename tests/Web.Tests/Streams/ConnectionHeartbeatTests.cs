using Dots.Web.Streams.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Dots.Web.Tests.Streams;

public sealed class ConnectionHeartbeatTests
{
    private readonly FakeHeart _heart = new();
    private readonly List<object> _seen = [];

    [Fact]
    public void OnHeartbeat_PassesOnWhatWasRegistered()
    {
        new ConnectionHeartbeat(_heart).OnHeartbeat(_seen.Add, "a");

        _heart.Tick();

        _seen.Should().Equal("a");
    }

    [Fact]
    public void PauseForStream_LastsUntilItIsDisposed()
    {
        var heartbeat = new ConnectionHeartbeat(_heart);
        heartbeat.OnHeartbeat(_seen.Add, "a");
        using (heartbeat.PauseForStream())
        {
            _heart.Tick();
            _seen.Should().BeEmpty();
        }

        // Once more at the end, so that the time in between does not count.
        _seen.Should().Equal("a");
        _heart.Tick();
        _seen.Should().Equal("a", "a");
    }

    private sealed class FakeHeart : IConnectionHeartbeatFeature
    {
        private readonly List<Action> _registered = [];

        public void OnHeartbeat(Action<object> action, object state) => _registered.Add(() => action(state));

        public void Tick() => _registered.ForEach(action => action());
    }
}
