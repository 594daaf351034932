namespace Dots.Cluster.Tests.Load;

/// <summary>An event as a reader has seen it.</summary>
/// <param name="Id">Its place in the log.</param>
/// <param name="Type">What it is.</param>
/// <param name="BoardId">Which board it is about.</param>
/// <param name="BoardName">What that is called.</param>
internal sealed record Sighting(long Id, string Type, long BoardId, string BoardName);
