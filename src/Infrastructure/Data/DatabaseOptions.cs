namespace Dots.Infrastructure.Data;

/// <summary>Where the data is and how long writers wait for it.</summary>
public sealed class DatabaseOptions
{
    /// <summary>How long a write may wait for its turn and the database's lock before it is refused with 503.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
