namespace Dots.Application.Common;

/// <summary>Distinguishes transient failures of the database from defects. Thread-safe.</summary>
public interface IDatabaseFaults
{
    /// <returns>A message for the client, which may retry; null for any other failure.</returns>
    string? Explain(Exception exception);
}
