using Dots.Application.Common;
using Dots.Application.Events;

namespace Dots.Application.Streaming;

/// <summary>Streams the event log to any number of readers, each from its own cursor. Thread-safe.</summary>
public interface IEventStreams
{
    /// <summary>
    /// Decides where a new stream starts. A cursor that cannot be honoured starts a live stream, together with the reason, which the caller
    /// sends to the reader first.
    /// </summary>
    /// <param name="cursor">The cursor that the client sent; null or empty starts a live stream.</param>
    /// <param name="client">The client's address, by which replays are limited.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OverloadedException">Too many streams replay past events already.</exception>
    Task<StreamStart> BeginAsync(string? cursor, string client, CancellationToken cancellationToken);

    /// <summary>
    /// Sends every event of the channels after the start exactly once, in the order of the log: first past events, then live ones, until the
    /// reader disconnects, is disconnected, or the server stops. Nothing is sent after the method has returned.
    /// </summary>
    Task<StreamEnd> RunAsync(StreamRequest request, IStreamOutput output, CancellationToken readerGone);
}

/// <param name="After">Events with a higher id are sent.</param>
/// <param name="Reset">Why the cursor was not honoured; null when it was.</param>
/// <param name="Bounds">The bounds of the log at that time.</param>
public sealed record StreamStart(long After, string? Reset, LogBounds Bounds);

/// <param name="Channels">All channels that the stream includes.</param>
/// <param name="After">From <see cref="StreamStart"/>.</param>
/// <param name="Types">Only events of these types; null for all.</param>
/// <param name="Format">The wire format.</param>
/// <param name="Reader">
/// All names of the reader, by which <see cref="Audiences"/> hide events from it. Null where the channels have no such events, or all of them
/// may be shown to everybody.
/// </param>
/// <param name="Client">The client's address, by which replays are limited.</param>
/// <param name="HeartbeatSeconds">The interval of heartbeats while the stream is live; 0 for none. The filters do not apply to them.</param>
public sealed record StreamRequest(
    IReadOnlyList<string> Channels,
    long After,
    IReadOnlySet<string>? Types,
    IFrameFormat Format,
    IReadOnlyList<string>? Reader = null,
    string Client = "",
    int HeartbeatSeconds = 0)
{
    /// <summary>Whether the stream receives every event of its channels.</summary>
    public bool WantsAll => Types is null && Reader is null;

    public bool Wants(string type, IReadOnlyList<string>? hiddenFrom) =>
        (Types is null || Types.Contains(type)) && (Reader is null || Audiences.Include(Reader, hiddenFrom));
}

/// <summary>Why a stream ended.</summary>
public enum StreamEnd
{
    /// <summary>The reader closed the connection, or it broke.</summary>
    ReaderGone,

    /// <summary>One send took longer than allowed, and the reader was disconnected.</summary>
    TooSlow,

    /// <summary>The reader fell behind by more bytes than the frame log keeps, and was disconnected.</summary>
    TooFarBehind,

    /// <summary>The server is shutting down.</summary>
    ServerStopping,

    /// <summary>Too many other streams were reading past events; this one has to resume later.</summary>
    Overloaded,

    /// <summary>What an event has to show is not known. The reader's next stream begins with a reset.</summary>
    StateUnknown,
}
