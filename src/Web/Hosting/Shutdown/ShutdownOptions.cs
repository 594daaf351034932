namespace Dots.Web.Hosting.Shutdown;

/// <summary>How a server that is asked to stop takes its leave.</summary>
internal sealed class ShutdownOptions
{
    /// <summary>
    /// From the moment that it says it is not ready until it accepts no more connections: for a load balancer that asks, to find out.
    /// </summary>
    public TimeSpan Delay { get; set; }

    /// <summary>
    /// From then on, how long a connection that is open may still begin a request. A load balancer may have sent one down a connection
    /// that it found open, and must not send it again to another server if it was a POST.
    /// </summary>
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(0.5);
}
