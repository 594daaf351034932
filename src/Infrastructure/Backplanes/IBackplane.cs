namespace Dots.Infrastructure.Backplanes;

/// <summary>
/// Carries short messages between the nodes of one site. They may be lost, repeated or reordered: they only announce that the log may have
/// new events.
/// </summary>
internal interface IBackplane
{
    /// <summary>Connects, and listens until the connection is disposed.</summary>
    /// <param name="onMessage">Called on any thread with each message of any node, including this one; must not block or throw.</param>
    /// <param name="cancellationToken">Cancels the attempt to connect.</param>
    /// <exception cref="Exception">The backplane cannot be reached; the type is that of the client library.</exception>
    Task<IBackplaneConnection> ConnectAsync(Action<string> onMessage, CancellationToken cancellationToken);
}
