using Dots.Application.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>How one replay shows the events that it reads from the log. Called with consecutive events, one at a time.</summary>
internal interface IReplayProjection
{
    /// <exception cref="Exception">The event cannot be shown; the stream ends.</exception>
    ValueTask<ServerEvent> ProjectAsync(ServerEvent serverEvent, CancellationToken cancellationToken);
}
