namespace Dots.Application.Streaming;

/// <summary>How this node is joined to the others.</summary>
public interface IBackplaneStats
{
    /// <returns>Null where there is no backplane.</returns>
    BackplaneStats? Read();
}

/// <param name="Provider">What carries the wake-ups.</param>
/// <param name="IsConnected">Whether this node hears itself over it.</param>
/// <param name="WakeUpsSent">Messages to the other nodes since the start; several commits may be in one.</param>
/// <param name="WakeUpsReceived">Messages of other nodes that told something new.</param>
public sealed record BackplaneStats(string Provider, bool IsConnected, long WakeUpsSent, long WakeUpsReceived);
