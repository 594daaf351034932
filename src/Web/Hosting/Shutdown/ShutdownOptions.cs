using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>The phases of a shutdown, in their order.</summary>
internal sealed class ShutdownOptions
{
    [Range(0.0, 600)]
    public double DelaySeconds { get; set; }

    [Range(0.0, 600)]
    public double ConnectionDrainSeconds { get; set; } = 0.5;

    [Range(0.1, 600)]
    public double TimeoutSeconds { get; set; } = 4;

    /// <summary>
    /// From the moment that the server reports that it is not ready until it accepts no more connections. It gives a load balancer that
    /// asks for the server's health time to find out.
    /// </summary>
    public TimeSpan Delay => TimeSpan.FromSeconds(DelaySeconds);

    /// <summary>
    /// From then on, how long an open connection may still begin a request. A load balancer may have sent one down a connection that it
    /// found open, and must not send it again to another server if it was a POST.
    /// </summary>
    public TimeSpan ConnectionDrain => TimeSpan.FromSeconds(ConnectionDrainSeconds);

    /// <summary>How long all requests under way have then; streams have two seconds of it.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
