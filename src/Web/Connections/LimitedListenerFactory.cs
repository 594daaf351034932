using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Dots.Web.Connections;

/// <summary>
/// Listens like the web server's own transport, and closes connections beyond the limits as soon as they have been accepted. Middleware would be
/// too late: it runs after any number of further connections has been accepted, each with its descriptor.
/// </summary>
internal sealed class LimitedListenerFactory(IConnectionListenerFactory transport, LiveConnections connections, DescriptorGuard descriptors)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => transport is not IConnectionListenerFactorySelector selector || selector.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        descriptors.FitLimits();
        return new LimitedListener(await transport.BindAsync(endpoint, cancellationToken), connections, descriptors);
    }

    private sealed class LimitedListener(IConnectionListener listener, LiveConnections connections, DescriptorGuard descriptors) : IConnectionListener
    {
        private volatile bool _isUnbound;

        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (true)
            {
                // The transport would repeat an accept that fails for want of a descriptor at once, and forever.
                await descriptors.WaitForConnectionAsync(() => _isUnbound);
                if (await listener.AcceptAsync(cancellationToken) is not { } connection)
                {
                    return null;
                }

                if (connections.TryEnter(connection.RemoteEndPoint) is { } place)
                {
                    return new CountedConnection(connection, place);
                }

                connection.Abort();
                await connection.DisposeAsync();
            }
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _isUnbound = true;
            return listener.UnbindAsync(cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            _isUnbound = true;
            return listener.DisposeAsync();
        }
    }
}
