namespace Dots.Cluster.Tests.Load;

/// <summary>The impact of a fault.</summary>
/// <param name="Fault">The name of the fault.</param>
/// <param name="Writing">From the fault until each writer had a later write acknowledged.</param>
/// <param name="Reading">From the fault until each reader had the event of a later write.</param>
/// <param name="WorstDelay">The longest time from the beginning of a write to the arrival of its event at any reader, until recovery.</param>
/// <param name="Refusals">Failed responses.</param>
internal sealed record FaultFigures(
    string Fault,
    IReadOnlyList<TimeSpan> Writing,
    IReadOnlyList<TimeSpan> Reading,
    TimeSpan WorstDelay,
    IReadOnlyDictionary<string, int> Refusals);
