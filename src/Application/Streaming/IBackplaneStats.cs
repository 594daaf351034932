namespace Dots.Application.Streaming;

/// <summary>The connection of this node to the others. Thread-safe.</summary>
public interface IBackplaneStats
{
    /// <returns>Null where there is no backplane.</returns>
    BackplaneStats? Read();
}

/// <param name="Provider">The kind of backplane.</param>
/// <param name="IsConnected">Whether this node receives its own messages.</param>
/// <param name="WakeUpsSent">Messages sent to other nodes since the start; one may stand for several commits.</param>
/// <param name="WakeUpsReceived">Messages of other nodes that announced new events.</param>
public sealed record BackplaneStats(string Provider, bool IsConnected, long WakeUpsSent, long WakeUpsReceived);
