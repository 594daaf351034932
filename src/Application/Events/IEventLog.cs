namespace Dots.Application.Events;

/// <summary>Reads the committed events in order. Thread-safe.</summary>
public interface IEventLog
{
    /// <summary>Events of the channels with an id above <paramref name="after"/>.</summary>
    Task<LogPage> ReadAsync(IReadOnlyList<string> channels, long after, PageLimit limit, CancellationToken cancellationToken);

    Task<LogBounds> GetBoundsAsync(CancellationToken cancellationToken);
}
