using Dots.Application.Events;

namespace Dots.Application.Streaming;

/// <summary>Readings of the event log, each from a cursor, to any number of readers. Thread-safe.</summary>
public interface IEventStreams
{
    /// <summary>
    /// Where a new reading begins. A cursor that cannot be honoured begins live, together with the reason, which the reader is to be
    /// told first.
    /// </summary>
    /// <param name="cursor">What the client sent; null or empty begins live.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<StreamStart> BeginAsync(string? cursor, CancellationToken cancellationToken);

    /// <summary>
    /// Sends every event of the channels after the start, once each, in the order of the log: first what is past, then what happens,
    /// until the reader goes, is cut off, or the server stops. When it returns, nothing more is sent.
    /// </summary>
    Task<StreamEnd> RunAsync(StreamRequest request, IStreamOutput output, CancellationToken readerGone);
}

/// <param name="After">Events with a higher id are sent.</param>
/// <param name="Reset">Why the cursor was not honoured, with what the log holds; null when it was.</param>
/// <param name="Bounds">What the log held.</param>
public sealed record StreamStart(long After, string? Reset, LogBounds Bounds);

/// <param name="Channels">All channels that ride on this stream.</param>
/// <param name="After">From <see cref="StreamStart"/>.</param>
/// <param name="Types">Only events of these types; null for all.</param>
/// <param name="Format">The wire's format.</param>
/// <param name="Reader">
/// Who reads, by <see cref="Common.Caller.Names"/>: events that are hidden from them are passed over. Null where the channels have none.
/// </param>
public sealed record StreamRequest(
    IReadOnlyList<string> Channels, long After, IReadOnlySet<string>? Types, IFrameFormat Format, IReadOnlyList<string>? Reader = null)
{
    /// <summary>Whether this stream takes everything that its channels carry.</summary>
    public bool WantsAll => Types is null && Reader is null or [];

    public bool Wants(string type, IReadOnlyList<string>? hiddenFrom) =>
        (Types is null || Types.Contains(type)) && (hiddenFrom is null || Reader is null || !Reader.Any(hiddenFrom.Contains));
}

/// <summary>Why a stream ended.</summary>
public enum StreamEnd
{
    /// <summary>The reader closed the connection, or it broke.</summary>
    ReaderGone,

    /// <summary>The reader took longer than allowed for one send, and was cut off.</summary>
    TooSlow,

    /// <summary>The reader fell behind by more bytes than are kept for it, and was cut off.</summary>
    TooFarBehind,

    /// <summary>The server is shutting down.</summary>
    ServerStopping,
}
