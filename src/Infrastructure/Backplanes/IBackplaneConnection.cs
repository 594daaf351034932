namespace Dots.Infrastructure.Backplanes;

/// <summary>One connection to the backplane. It does not reconnect: once it is lost, the caller opens another.</summary>
internal interface IBackplaneConnection : IAsyncDisposable
{
    /// <summary>Cancelled when the client library detects that the connection was lost, which it may never do; hence the heartbeats.</summary>
    CancellationToken Lost { get; }

    /// <summary>Sends a message to all nodes, this one included. Called by one caller at a time.</summary>
    Task PublishAsync(string message, CancellationToken cancellationToken);
}
