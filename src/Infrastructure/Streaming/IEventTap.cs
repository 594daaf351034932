using Dots.Application.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>Observes what the reader of the log publishes.</summary>
internal interface IEventTap
{
    /// <summary>Called on the reader's thread, in the order of the log, right after a page was published. Must neither block nor throw.</summary>
    void Published(IReadOnlyList<ServerEvent> events);
}
