namespace Dots.Application.Events;

/// <summary>Reads the committed events in order. Thread-safe.</summary>
public interface IEventLog
{
    /// <summary>Events of the channels with an id above <paramref name="after"/>, ascending, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<ServerEvent>> ReadAsync(IReadOnlyList<string> channels, long after, int limit, CancellationToken cancellationToken);

    Task<LogBounds> GetBoundsAsync(CancellationToken cancellationToken);
}
