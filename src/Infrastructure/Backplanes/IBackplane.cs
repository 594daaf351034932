namespace Dots.Infrastructure.Backplanes;

/// <summary>
/// Carries short messages between the nodes of one site. Any of them may be lost, repeated or overtaken: they only say that it is worth
/// looking at the log.
/// </summary>
internal interface IBackplane
{
    /// <summary>Connects, and listens until the connection is disposed of.</summary>
    /// <param name="heard">Called with each message of any node, this one included, from any thread; must not block or throw.</param>
    /// <param name="cancellationToken">Gives up connecting.</param>
    /// <exception cref="Exception">It cannot be reached; whatever the client library throws then.</exception>
    Task<IBackplaneConnection> ConnectAsync(Action<string> heard, CancellationToken cancellationToken);
}
