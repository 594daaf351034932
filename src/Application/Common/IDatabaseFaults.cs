namespace Dots.Application.Common;

/// <summary>Distinguishes transient failures of the database from defects. Thread-safe.</summary>
public interface IDatabaseFaults
{
    /// <returns>A message for the client, which may retry; null for any other failure.</returns>
    string? Explain(Exception exception);

    /// <summary>Whether other writes will fail as well until the cause is removed, such as a full disk; not so with conflicts between writers.</summary>
    bool PreventsWrites(Exception exception);
}
