using Dots.Application.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>Transforms the events of one replay before they are sent. Called with consecutive events, one at a time.</summary>
internal interface IReplayProjection
{
    /// <exception cref="ProjectionException">The event can never be projected; the stream ends.</exception>
    ValueTask<ServerEvent> ProjectAsync(ServerEvent serverEvent, CancellationToken cancellationToken);
}

/// <summary>The log does not contain what the projection of an event requires.</summary>
internal sealed class ProjectionException(string message) : Exception(message);
