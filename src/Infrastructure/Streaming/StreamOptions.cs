using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Streaming;

/// <summary>Bounds of the streams and of the log behind them.</summary>
public sealed class StreamOptions
{
    /// <summary>The smallest window: one send.</summary>
    public const int MinWindowBytes = FrameSegment.Size;

    [Range(0.05, 3600)]
    public double KeepAliveSeconds { get; set; } = 15;

    [Range(0.1, 3600)]
    public double SendTimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// Bytes of recent frames kept in memory for each channel and wire format. A reader that falls behind by more is disconnected and can
    /// resume from the log.
    /// </summary>
    [Range(MinWindowBytes, 1 << 30)]
    public int WindowBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>A stream that has been quiet for this long gets a keep-alive.</summary>
    public TimeSpan KeepAlive => TimeSpan.FromSeconds(KeepAliveSeconds);

    /// <summary>
    /// A reader that takes longer to accept one send of at most <see cref="FrameSegment.Size"/> bytes is disconnected and can resume.
    /// </summary>
    public TimeSpan SendTimeout => TimeSpan.FromSeconds(SendTimeoutSeconds);

    /// <summary>The log is read this often even when nothing reports new events.</summary>
    public TimeSpan PollInterval { get; internal set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that shuts down waits for sends under way before it closes their connections.</summary>
    public TimeSpan StopTimeout { get; internal set; } = TimeSpan.FromSeconds(2);
}
