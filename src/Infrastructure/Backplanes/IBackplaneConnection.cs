namespace Dots.Infrastructure.Backplanes;

/// <summary>One connection to the backplane. When it is lost it stays so; who wants to go on connects anew.</summary>
internal interface IBackplaneConnection : IAsyncDisposable
{
    /// <summary>Cancelled when it is known that nothing is heard any more. That nothing is heard may also never be known.</summary>
    CancellationToken Lost { get; }

    /// <summary>Sends a message to all nodes, this one included. Called by one caller at a time.</summary>
    Task PublishAsync(string message, CancellationToken cancellationToken);
}
