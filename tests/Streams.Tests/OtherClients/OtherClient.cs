using System.Collections.Concurrent;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>A third-party client that reconnects with its remembered cursor after its stream has ended.</summary>
internal abstract class OtherClient : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _events = new();

    public IReadOnlyCollection<Received> Events => _events;

    public abstract ValueTask DisposeAsync();

    protected void Receive(string id, string type, string data) => _events.Enqueue(new Received(id, type, data));
}
