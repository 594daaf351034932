using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Streams.WebSockets;

internal sealed class WebSocketTimeouts
{
    /// <summary>The peer is pinged this often; one that has not answered by the next ping is disconnected.</summary>
    [Range(0.05, 3600)]
    public double PingSeconds { get; set; } = 20;

    public TimeSpan Ping => TimeSpan.FromSeconds(PingSeconds);

    /// <summary>A peer that takes longer to accept one frame is disconnected.</summary>
    public TimeSpan Send { get; internal set; }
}
