namespace Dots.Cluster.Tests.Load;

/// <summary>What a fault cost.</summary>
/// <param name="Fault">What was done.</param>
/// <param name="Writing">From the fault until each writer had a later write acknowledged.</param>
/// <param name="Reading">From the fault until each reader had the event of a later write.</param>
/// <param name="WorstDelay">The longest that any event took to any reader, from the beginning of its write, until all was well again.</param>
/// <param name="Refusals">Answers that were no acknowledgement.</param>
internal sealed record FaultFigures(
    string Fault,
    IReadOnlyList<TimeSpan> Writing,
    IReadOnlyList<TimeSpan> Reading,
    TimeSpan WorstDelay,
    IReadOnlyDictionary<string, int> Refusals);
