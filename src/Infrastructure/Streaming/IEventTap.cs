using Dots.Application.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>Observes the pages that the reader of the log publishes.</summary>
internal interface IEventTap
{
    /// <summary>Called on the reader's thread, in log order, right after a page was published. Must neither block nor throw.</summary>
    void Published(IReadOnlyList<ServerEvent> events);
}
