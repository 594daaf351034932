using Dots.Application.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>Transforms the events of one replay before they are sent. Called with consecutive events, one at a time.</summary>
internal interface IReplayProjection
{
    /// <exception cref="Exception">The event cannot be projected; the stream ends.</exception>
    ValueTask<ServerEvent> ProjectAsync(ServerEvent serverEvent, CancellationToken cancellationToken);
}
