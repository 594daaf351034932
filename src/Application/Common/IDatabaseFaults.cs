namespace Dots.Application.Common;

/// <summary>Tells failures that are the database's, and pass, from those of the product. Thread-safe.</summary>
public interface IDatabaseFaults
{
    /// <returns>What is wrong, in words for the caller, who may try again; null for a failure of any other kind.</returns>
    string? Explain(Exception exception);
}
