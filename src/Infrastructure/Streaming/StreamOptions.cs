namespace Dots.Infrastructure.Streaming;

/// <summary>Bounds of the streams and of the log behind them.</summary>
public sealed class StreamOptions
{
    /// <summary>A stream that has been quiet for so long gets a keep-alive.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The least that can be kept: one send.</summary>
    public const int MinWindowBytes = FrameSegment.Size;

    /// <summary>
    /// Bytes of recent frames kept in memory for each channel and wire format. A reader that falls behind by more is cut off and can
    /// resume from the log.
    /// </summary>
    public int WindowBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>A reader that takes longer for one send of at most <see cref="FrameSegment.Size"/> bytes is cut off and can resume.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The log is read this often even when nobody says that there is something new.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a shutting-down server waits for sends under way before it tears connections down.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
