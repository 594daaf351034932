using System.Collections.Concurrent;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>A client that others wrote. It comes back by itself after its stream has ended, with the cursor that it remembers.</summary>
internal abstract class OtherClient : IAsyncDisposable
{
    private readonly ConcurrentQueue<Received> _events = new();

    public IReadOnlyCollection<Received> Events => _events;

    public abstract ValueTask DisposeAsync();

    protected void Receive(string id, string type, string data) => _events.Enqueue(new Received(id, type, data));
}
