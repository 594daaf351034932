namespace Dots.Web.Problems;

/// <summary>As many streams are open as the operator allows, in all or from this address (503).</summary>
internal sealed class StreamsFullException() : Exception("Too many streams are open; try again later.");
