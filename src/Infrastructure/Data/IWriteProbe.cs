namespace Dots.Infrastructure.Data;

/// <summary>Finds out whether the database can be written to, without changing anything.</summary>
internal interface IWriteProbe
{
    /// <returns>Why writes fail; null if they succeed, or if the database is too busy to find out.</returns>
    Task<string?> RunAsync(CancellationToken cancellationToken);
}
