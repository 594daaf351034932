using Dots.Application.Streaming;

namespace Dots.Application.Activities.Documents;

/// <summary>
/// Streams in which the messages about changes of a document or configuration show the whole of it, as it was after each. Everything else is
/// as on <see cref="IEventStreams"/>. Thread-safe.
/// </summary>
public interface IDocumentStreams
{
    /// <summary>
    /// The streams of one activity's channel, or of the channel that is read in its place. A cursor before an event that cannot be undone begins with a reset; a stream that comes upon
    /// such an event later ends with <see cref="StreamEnd.StateUnknown"/>.
    /// </summary>
    IEventStreams Of(string channel);
}
