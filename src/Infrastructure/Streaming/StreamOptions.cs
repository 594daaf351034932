using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Streaming;

/// <summary>Limits and timeouts of the streams.</summary>
public sealed class StreamOptions
{
    /// <summary>The smallest window holds one full send.</summary>
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

    /// <summary>Bytes of the windows of all channels together. Where it is nearly used up, further channels have smaller windows.</summary>
    [Range(MinWindowBytes, long.MaxValue)]
    public long TotalWindowBytes { get; set; } = 128 * 1024 * 1024;

    /// <summary>Streams that read past events from the event log at the same time; further ones wait.</summary>
    [Range(1, 1024)]
    public int MaxReplays { get; set; } = 64;

    /// <summary>Of these, those of one address.</summary>
    [Range(1, 1024)]
    public int MaxReplaysPerClient { get; set; } = 16;

    /// <summary>How long a stream waits to read past events before it is refused.</summary>
    [Range(0.1, 3600)]
    public double ReplayTimeoutSeconds { get; set; } = 10;

    /// <summary>A stream that has been quiet for this long is sent a keep-alive.</summary>
    public TimeSpan KeepAlive => TimeSpan.FromSeconds(KeepAliveSeconds);

    /// <summary>
    /// A reader that needs longer to receive one send of at most <see cref="FrameSegment.Size"/> bytes is disconnected and can resume.
    /// </summary>
    public TimeSpan SendTimeout => TimeSpan.FromSeconds(SendTimeoutSeconds);

    /// <summary>The interval at which the log is read even if no new events are reported.</summary>
    public TimeSpan PollInterval { get; internal set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that shuts down waits for sends in progress before it closes their connections.</summary>
    public TimeSpan StopTimeout { get; internal set; } = TimeSpan.FromSeconds(2);
}
