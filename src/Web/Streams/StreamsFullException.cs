namespace Dots.Web.Streams;

/// <summary>There are as many streams as the operator allows, in all or from this address (503).</summary>
internal sealed class StreamsFullException() : Exception("Too many streams are open; try again later.");
